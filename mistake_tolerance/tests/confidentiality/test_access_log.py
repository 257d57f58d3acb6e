from contextlib import suppress

import psycopg2

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_log_common import AccessLogCase
from .closure_common import find_family


@tagged("post_install", "-at_install")
class TestAccessLog(AccessLogCase):
    """What the access log holds, keeps, and shows to whom."""

    def test_every_model_of_a_case_says_what_its_content_is(self):
        """A new model with a case has to name its content, or say it has none."""
        of_case = [
            name
            for name in find_family(self.env)
            if "case_id" in self.env[name]._fields
        ]
        for name in ["tolerance.case", *of_case]:
            self.assertIsNotNone(self.env[name]._logged_content, name)

    def test_content_is_named_by_its_fields(self):
        for name in self.env["tolerance.conflict"]._get_closable_models():
            Model = self.env[name]
            self.assertLessEqual(Model._get_logged_content(), Model._fields.keys())

    def test_access_is_logged_despite_a_rollback(self):
        self.classify()
        self.env.flush_all()
        cr = self.registry.cursor()
        try:
            case = self.case.with_env(self.case.env(cr=cr))
            self.assertTrue(case.read(["party_ids"]))
            cr.rollback()
        finally:
            cr.close()
        self.assertEqual(self.get_lines(), [self.line("read")])

    def test_many_cases_are_written_in_one_statement(self):
        matters = self.env["tolerance.matter"]._create_unlocked(
            [{"title": f"M {n}", "occurred_on": "2026-03-02"} for n in range(40)]
        )
        cases = self.env["tolerance.case"]._create_unlocked(
            [{"matter_id": m.id, "version_id": self.version.id} for m in matters]
        )
        clerks = self.as_user("clerk", cases)
        spec = {"name": {}, "party_ids": {}}

        def count(some):
            self.env.flush_all()
            self.env.invalidate_all()
            self.env.cr.precommit.run()
            before = self.env.cr.sql_log_count
            some.web_read(spec)
            self.env.cr.precommit.run()
            return self.env.cr.sql_log_count - before

        count(clerks)
        self.assertEqual(count(clerks[:2]), count(clerks))
        self.assertFalse(self.get_lines())
        cases._write_unlocked({"state": "filed"})
        self.assertEqual(count(clerks[:2]), count(clerks))
        self.assertEqual(len(self.get_lines()), 40)

    def test_reading_by_the_system_is_not_logged(self):
        self.classify()
        self.case.sudo().read(["party_ids"])
        self.env.cr.precommit.run()
        self.assertFalse(self.get_lines())

    def test_the_log_is_append_only(self):
        self.classify()
        self.case.read(["party_ids"])
        self.env.cr.precommit.run()
        opening = self.env["tolerance.access.log"].search([])
        self.assertEqual(len(opening), 1)
        for records in (opening, opening.sudo()):
            with self.assertRaises(AccessError):
                records.write({"reader_name": "Nobody"})
            with self.assertRaises(AccessError):
                records.unlink()
            with self.assertRaises(AccessError):
                records.create({"case_id": self.case.id})
        for statement in (
            "UPDATE tolerance_access_log SET reader_name = 'Nobody'",
            "DELETE FROM tolerance_access_log",
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(flush=False),
            ):
                self.env.cr.execute(statement)

    def test_auditor_reads_it_unless_in_conflict(self):
        self.classify()
        self.case.read(["party_ids"])
        self.env.cr.precommit.run()
        AccessLog = self.as_user("auditor")["tolerance.access.log"]
        (told,) = AccessLog.search([]).read()
        self.assertEqual(told["display_name"], self.case.name)
        self.assertEqual(told["number"], self.case.name)
        found = AccessLog.formatted_read_group(
            [("number", "ilike", self.case.name)], ["number"], ["__count"]
        )
        self.assertEqual([row["__count"] for row in found], [1])
        self.env["tolerance.conflict"]._add(
            [(self.case.matter_id.id, self.users["auditor"].id, "recused")],
            self.case.matter_id,
        )
        self.assertFalse(AccessLog.search([]))
        for role in ("clerk", "administrator", "officer"):
            with self.assertRaises(AccessError):
                self.as_user(role)["tolerance.access.log"].search([])

    def test_subject_sees_who_and_when(self):
        self.classify()
        AccessLog = self.env["tolerance.access.log"]
        readers = [self.users[role] for role in ("clerk", "inquirer", "colleague")]
        AccessLog._insert_lines(
            [(self.case.id, user.id, user.name, "form") for user in readers]
        )
        application = self.case.party_ids.application_id
        own = self.as_user("officer", application)
        self.assertIn(readers[0].name, own.access_log)
        self.assertIn(readers[2].name, own.access_log)
        self.assertNotIn(readers[1].name, own.access_log)
        self.assertIn("A member of the inquiry", own.access_log)
        day = fields.Datetime.context_timestamp(
            own.with_context(tz=self.company.tolerance_tz), fields.Datetime.now()
        )
        self.assertIn(str(day.year), own.access_log)
        # A user in conflict now is not named any more.
        self.env["tolerance.conflict"]._add(
            [(self.case.matter_id.id, readers[2].id, "recused")],
            self.case.matter_id,
        )
        own.invalidate_recordset()
        self.assertNotIn(readers[2].name, own.access_log)
        self.assertIn("A member of staff", own.access_log)
        # Nobody else reads it there.
        self.assertFalse(self.as_user("clerk", application).access_log)

    def test_applicant_opens_nothing_by_reading_the_own_application(self):
        self.classify()
        application = self.case.party_ids.application_id
        self.as_user("officer", application).read(["statement"])
        self.env.cr.precommit.run()
        self.assertFalse(self.get_lines())
        self.as_user("clerk", application).read(["statement"])
        self.env.cr.precommit.run()
        self.assertEqual(self.get_lines(), [self.line("read")])

    def test_access_is_logged_despite_a_rolled_back_savepoint(self):
        self.classify()
        self.env.flush_all()
        cr = self.registry.cursor()
        try:
            env = self.case.env(cr=cr)
            with suppress(ValueError), cr.savepoint():
                self.case.with_env(env).read(["party_ids"])
                raise ValueError
            # Test cursors leave out what follows a commit.
            cr.postcommit.run()
            # pylint: disable-next=invalid-commit
            cr.commit()
        finally:
            cr.close()
        self.assertEqual(self.get_lines(), [self.line("read")])

    def test_many_parties_are_one_opening(self):
        """A case of many parties gives one line, not one a party."""
        self.classify()
        self.case.party_ids = [
            Command.create({"subject_id": self.colleague.tolerance_subject_id.id})
        ]
        self.case.party_ids.read(["statement"])
        self.env.cr.precommit.run()
        self.assertEqual(self.get_lines(), [self.line("read")])
