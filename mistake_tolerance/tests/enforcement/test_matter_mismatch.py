"""A record that cites a matter of somebody else is as good as one that cites none."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestMatterMismatch(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.strange = cls._make_matter(
            "A colleague's", cls.colleague.tolerance_subject_id
        )
        (cls.matter | cls.other_matter)._write_unlocked({"is_open": False})

    def _declare(self, subject=None):
        return self.as_user("hr_officer")["tolerance.declaration"].create(
            {
                "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                "subject_id": (subject or self.subject).id,
                "area_id": self.promotion_area.id,
                "date_from": "2026-06-01",
                "date_to": "2026-06-01",
                "reason": "Took part in what the colleague is asked about.",
            }
        )

    def test_matter_of_somebody_else_is_no_way_around_a_decision(self):
        self._decide()
        nobodys = self._make_matter("Nobody's")
        unlocked(nobodys).subject_ids = False
        for matter in (self.strange, nobodys):
            with self.assertRaisesRegex(UserError, "does not concern them"):
                self._make_mark(matter_id=matter.id)
        mark = self._make_mark(matter_id=self.other_matter.id)
        with self.assertRaisesRegex(UserError, "does not concern them"):
            mark.matter_id = self.strange
            self.env.flush_all()

    def test_unrelated_matter_is_no_way_around_an_examination(self):
        mark = self._make_mark(matter_id=self.strange.id)
        self.matter._write_unlocked({"is_open": True})
        with self.assertRaisesRegex(UserError, "does not concern them"):
            self._make_mark(matter_id=self.strange.id)
        self._make_mark(matter_id=self.matter.id)
        # What was on file before is not asked about again.
        mark.reason = "In other words."
        self.env.flush_all()

    def test_matter_counts_after_the_person_is_entered(self):
        self._decide()
        matter = self.as_user("clerk", self.strange)
        with self.assertRaisesRegex(UserError, "write why"):
            matter.subject_ids |= self.subject
        matter.different_reason = "Another ward, in the evening."
        matter.subject_ids |= self.subject
        self._make_mark(matter_id=self.strange.id)

    def test_party_without_being_listed(self):
        self._decide()
        self._make_party(self.strange)
        self.assertNotIn(self.subject, self.strange.subject_ids)
        self._make_mark(matter_id=self.strange.id)

    def test_matter_of_what_a_unit_was_before(self):
        unit = self.unit.tolerance_subject_id
        self._decide(party=self._make_party(subject=unit))
        old = self.env["hr.department"].create({"name": "Old ward"})
        matter = self._make_matter("Old", old.tolerance_subject_id, "2026-02-02")
        target = self.env.ref("mistake_tolerance.area_unit_target_appraisal")
        vals = {
            "employee_id": False,
            "department_id": self.unit.id,
            "area_id": target.id,
            "matter_id": matter.id,
        }
        with self.assertRaisesRegex(UserError, "does not concern them"):
            self._make_mark(**vals)
        unlocked(unit).predecessor_ids = old.tolerance_subject_id
        self._make_mark(**vals)

    def test_declaration_serves_it_and_the_person_reads_it(self):
        self._decide()
        declaration = self._declare()
        mark = self._make_mark(matter_id=self.strange.id)
        self.assertEqual(declaration.res_id, mark.id)
        self.assertIn(self.users["officer"], declaration.sudo().activity_ids.user_id)
        with self.assertRaises(UserError):
            self._make_mark(matter_id=self.strange.id)

    def test_unprotected_person_needs_no_declaration(self):
        self._make_mark(matter_id=self.strange.id)
        self._decide()
        self._make_mark(
            matter_id=self.strange.id,
            area_id=self.env.ref("mistake_tolerance.area_exchange").id,
        )

    def test_exempt_matter_counts_against_nobody_it_does_not_concern(self):
        """A second record of the same name, a colleague, a unit: none is asked less."""
        self.strange._write_unlocked({"is_open": False})
        namesake = self._make_former()
        self._decide()
        for values in (
            {"employee_id": namesake.id},
            {"employee_id": self.colleague.id},
            {"employee_id": False, "department_id": self.unit.id},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(UserError, "protects somebody else in it"),
            ):
                self._make_mark(**values)
        mark = self._make_mark(employee_id=self.colleague.id, matter_id=False)
        with self.assertRaisesRegex(UserError, "protects somebody else in it"):
            mark.matter_id = self.matter
            self.env.flush_all()
        # An area that the decision does not protect is open to all.
        exchange = self.env.ref("mistake_tolerance.area_exchange")
        self._make_mark(employee_id=self.colleague.id, area_id=exchange.id)

    def test_person_of_an_exempt_matter_needs_matter_or_declaration(self):
        self._decide()
        self.strange._write_unlocked({"is_open": False})
        colleague = self.colleague.tolerance_subject_id
        self._declare(colleague)
        mark = self._make_mark(employee_id=self.colleague.id)
        self._check_constraints()
        mark.reason = "In other words."
        self.env.flush_all()
        with self.assertRaises(UserError):
            self._make_mark(employee_id=self.colleague.id)
        self.as_user("clerk", self.matter).subject_ids |= colleague
        self._make_mark(employee_id=self.colleague.id)
        self._check_constraints()

    def _check_constraints(self):
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    @mute_logger("odoo.sql_db")
    def test_exempt_matter_cited_by_sql(self):
        self.strange._write_unlocked({"is_open": False})
        mark = self._make_mark(employee_id=self.colleague.id, matter_id=False)
        self._decide()
        self._check_constraints()
        with (
            self.assertRaisesRegex(CheckViolation, "protects somebody else"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET matter_id = %s WHERE id = %s",
                [self.matter.id, mark.id],
            )
            self._check_constraints()

    def test_on_file_before_the_decision_it_is_listed(self):
        self.strange._write_unlocked({"is_open": False})
        mark = self._make_mark(employee_id=self.colleague.id)
        self._check_constraints()
        self._decide()
        self.assertFalse(mark.is_neutralised)
        self.env["tolerance.enforcement"]._cron_sweep()
        row = self.env["tolerance.neutralisation"].search([("res_id", "=", mark.id)])
        self.assertEqual(row.state, "to_check")
        self.assertEqual(row.subject_id, self.colleague.tolerance_subject_id)

    def test_found_to_be_the_protected_person_it_is_listed(self):
        """Nobody wrote the mark anew: HR says what it is about."""
        self._decide()
        twin = self._make_former()
        mark = self._make_mark(employee_id=twin.id, matter_id=self.strange.id)
        self._find_same(twin)
        row = self.env["tolerance.neutralisation"].search([("res_id", "=", mark.id)])
        self.assertEqual(row.state, "to_check")
        row = self.as_user("hr_officer", row)
        row.matter_id = self.matter
        act(row).action_name_matter()
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.matter_id, self.strange)
