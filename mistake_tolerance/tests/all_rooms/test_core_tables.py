"""Odoo's own tables stay as open as they were to code that knows nothing of us.

Modules that load before these addons, and Odoo's own tests among them, make
companies, employees and users while our columns exist and our code is not there.
"""

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..care.follow_up_common import FollowUpCase
from ..case.case_common import CaseWalk
from ..common import ToleranceTestCase, act
from ..decision.certificate_common import CertificateCase

OURS = {"mistake_tolerance", "mistake_tolerance_reports"}


def columns_on_core_tables(env):
    """Return our columns on tables that other modules made.

    :rtype: dict of table names to sets of column names
    """
    found = {}
    for model in env.registry.values():
        if model._abstract or model._original_module in OURS:
            continue
        names = {
            field.name
            for field in model._fields.values()
            if field.store
            and field.column_type
            and set(field._modules) <= OURS
            # Fields of every model, such as the id, belong to no module.
            and field._modules
        }
        if names:
            found.setdefault(model._table, set()).update(names)
    return found


def empty_settings(company):
    """Take every setting of ours from a company, as if it had been made without us."""
    names = sorted(columns_on_core_tables(company.env)["res_company"])
    company.flush_recordset()
    company.env.cr.execute(
        SQL(
            "UPDATE res_company SET %s WHERE id = %s",
            SQL(", ").join(SQL("%s = NULL", SQL.identifier(name)) for name in names),
            company.id,
        )
    )
    company.invalidate_recordset()


@tagged("post_install", "-at_install")
class TestCoreTables(ToleranceTestCase):
    def test_no_column_of_ours_is_required(self):
        columns = columns_on_core_tables(self.env)
        self.assertIn("tolerance_tz", columns["res_company"])
        self.assertIn("tolerance_subject_id", columns["hr_employee"])
        rows = self.env.execute_query(
            SQL(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = current_schema AND table_name IN %s"
                " AND is_nullable = 'NO' AND column_default IS NULL",
                tuple(columns),
            )
        )
        required = {(table, name) for table, name in rows if name in columns[table]}
        self.assertEqual(required, set())

    def test_no_trigger_of_ours_refuses_new_rows(self):
        """Triggers keep what is protected; they ask nothing of what is new."""
        core = {
            model._table
            for model in self.env.registry.values()
            if model._auto and model._original_module not in OURS
        }
        rows = self.env.execute_query(
            SQL(
                "SELECT event_object_table, trigger_name"
                " FROM information_schema.triggers"
                " WHERE event_manipulation = 'INSERT' AND event_object_table IN %s",
                tuple(core),
            )
        )
        self.assertEqual(rows, [])

    def test_company_of_another_hand_works_by_the_defaults(self):
        """A company made by SQL, as a module loaded before ours would make it."""
        fields_ = self.company._fields
        copied = [
            SQL.identifier(name)
            for name in sorted(
                {name for name, f in fields_.items() if f.store and f.column_type}
                - columns_on_core_tables(self.env)["res_company"]
                - {"id", "name"}
            )
        ]
        [(company_id,)] = self.env.execute_query(
            SQL(
                "INSERT INTO res_company (name, %s) SELECT 'Test Other Bureau', %s"
                " FROM res_company WHERE id = %s RETURNING id",
                SQL(", ").join(copied),
                SQL(", ").join(copied),
                self.company.id,
            )
        )
        company = self.env["res.company"].browse(company_id)
        self.assertFalse(company.tolerance_tz)
        self.assertTrue(company._tolerance_today())
        known = {
            name: company._tolerance_setting(name)
            for name in columns_on_core_tables(self.env)["res_company"]
            if company._fields[name].default
        }
        # What an agency that changes nothing works by.
        fresh = self.env["res.company"].create({"name": "Test Fresh Bureau"})
        self.assertEqual(known, {name: fresh[name] for name in known})
        self.assertEqual(known["tolerance_tz"], "Asia/Shanghai")
        self.assertGreater(known["tolerance_unit_days"], 0)

    def test_everybody_reads_what_an_employee_shares_with_the_public(self):
        """As Odoo's own test of hr asks for; ours are named apart."""
        both = self.env["hr.employee"]._fields.keys()
        both &= self.env["hr.employee.public"]._fields.keys()
        [values] = self.as_user("colleague", self.officer).read(sorted(both))
        self.assertEqual(values.keys(), both)

    def test_record_of_another_hand_gets_what_it_lacks(self):
        """Departments and employees without a person or unit can be worked with."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_employee SET tolerance_subject_id = NULL WHERE id = %s;"
            " UPDATE hr_department SET tolerance_subject_id = NULL WHERE id = %s",
            [self.colleague.id, self.unit.id],
        )
        self.env.invalidate_all()
        colleague = self.as_user("hr_officer", self.colleague)
        self.assertEqual(colleague.tolerance_effect_count, 0)
        self.assertEqual(colleague.tolerance_points, 0)
        self.colleague.parent_id = self.officer
        self.unit.manager_id = self.officer
        self.colleague.active = False
        self.unit.active = False
        self.env.flush_all()


@tagged("post_install", "-at_install")
class TestWalkWithoutSettings(CaseWalk):
    def test_from_application_to_service(self):
        empty_settings(self.company)
        application = self.file()
        self.assertTrue(application.unit_days_until > application.submitted_on)
        case = self.as_user("clerk")["tolerance.case"].browse(
            self.answer(application)["res_id"]
        )
        self.inquire(case)
        self.hold_session(case)
        self.hold_session(case)
        act(
            self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
        ).action_confirm()
        self.serve(case)
        self.assertEqual(application.state, "served")


@tagged("post_install", "-at_install")
class TestCertificateWithoutSettings(CertificateCase):
    def test_certificate_is_printed(self):
        empty_settings(self.company)
        self.decided()
        self.assertIn("Asia/Shanghai", self.render(self.issue("officer")))


@tagged("post_install", "-at_install")
class TestFollowUpWithoutSettings(FollowUpCase):
    def test_follow_up_is_planned(self):
        empty_settings(self.company)
        follow_up = self.start()
        self.assertEqual(follow_up.months, 12)
        self.assertEqual(len(follow_up.talk_ids), 4)
        self.assertTrue(follow_up.date_to > fields.Date.to_date("2027-01-01"))
