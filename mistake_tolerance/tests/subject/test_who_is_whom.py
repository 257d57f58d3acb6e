"""Who is one person is said by the codes of one person, and by nothing else."""

import json

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..common import act
from ..guard.guard_common import GuardCase

NUMBER = "11010519491231002X"


@tagged("post_install", "-at_install")
class TestWhoIsWhom(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # HR as Odoo has it, and as our role has it.
        cls.users["hr_officer"].group_ids += cls.env.ref("hr.group_hr_manager")
        cls.own = cls.env["hr.employee"].create({"name": "Test HR"})
        cls.own.user_id = cls.users["hr_officer"]

    def _entries(self, code, record):
        return self.env["tolerance.ledger.entry"].search(
            [
                ("verb", "=", code),
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
            ]
        )

    def _end_transaction(self):
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    def assertLedBySQL(self, statement, *params):
        self._end_transaction()
        with (
            self.subTest(statement),
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(CheckViolation, "nobody has said|stand for"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(SQL(statement, *params))
            self._end_transaction()

    def test_hr_leads_no_record_to_a_person(self):
        hr = self.as_user("hr_officer")
        subject, other = self.subject.id, self.colleague.tolerance_subject_id.id
        Employee = hr["hr.employee"]
        mine = hr["tolerance.subject"].browse(subject)
        unit = hr["tolerance.subject"].browse(self.unit.tolerance_subject_id.id)
        ways = {
            "create": lambda: Employee.create(
                {"name": "x", "tolerance_subject_id": subject}
            ),
            "write": lambda: Employee.browse(self.colleague.id).write(
                {"tolerance_subject_id": subject}
            ),
            "empty": lambda: Employee.browse(self.colleague.id).write(
                {"tolerance_subject_id": False}
            ),
            "predecessor": lambda: mine.write({"predecessor_ids": [(6, 0, [other])]}),
            "new with a predecessor": lambda: mine.create(
                {"name": "x", "predecessor_ids": [(4, subject)]}
            ),
            "default": lambda: mine.with_context(
                default_predecessor_ids=[(4, subject)]
            ).create({"name": "x"}),
            "one2many": lambda: mine.write({"employee_ids": [(4, self.colleague.id)]}),
            "one2many new": lambda: mine.write(
                {"employee_ids": [(0, 0, {"name": "x"})]}
            ),
            "unit": lambda: unit.write({"employee_ids": [(4, self.colleague.id)]}),
            "no unit": lambda: unit.write({"department_ids": [(5,)]}),
            "department": lambda: mine.write({"department_ids": [(4, self.unit.id)]}),
            "import": lambda: self._import(Employee, subject),
        }
        for name, way in ways.items():
            with self.subTest(name), self.assertRaises(UserError):
                way()
                self.env.flush_all()
            self.env.invalidate_all()
        record = Employee.with_context(default_tolerance_subject_id=subject).create(
            {"name": "x"}
        )
        self.assertNotEqual(record.sudo().tolerance_subject_id, self.subject)

    def _import(self, model, subject_id):
        result = model.load(
            ["name", "tolerance_subject_id/.id"], [["x", str(subject_id)]]
        )
        if not result["ids"]:
            raise UserError(result["messages"][0]["message"])

    def test_honest_officer_links_the_new_record_of_an_employee(self):
        record = self.as_user("hr_officer")["hr.employee"].create({"name": "Re-hired"})
        match = self.as_user("hr_officer")["tolerance.person.match"].create(
            {
                "subject_id": self.subject.id,
                "other_id": record.sudo().tolerance_subject_id.id,
                "reason": "Came back; both files seen.",
            }
        )
        act(match).action_join()
        self._end_transaction()
        self.assertEqual(record.sudo().tolerance_subject_id, self.subject)
        self.assertTrue(self._entries("person.join", match))
        match.separation_reason = "Two files of two people."
        act(match).action_separate()
        self._end_transaction()

    def test_equal_number_still_links_records(self):
        self.officer.identification_id = NUMBER
        first = self.env["hr.employee"].create(
            {"name": self.officer.name, "identification_id": NUMBER}
        )
        third = self.env["hr.employee"].create({"name": self.officer.name})
        third.identification_id = NUMBER
        self._end_transaction()
        self.assertEqual((first | third).tolerance_subject_id, self.subject)

    def test_below_the_orm(self):
        self.env.flush_all()
        self.assertLedBySQL(
            "UPDATE hr_employee SET tolerance_subject_id = %s WHERE id = %s",
            self.subject.id,
            self.colleague.id,
        )
        self.assertLedBySQL(
            "UPDATE hr_employee SET tolerance_subject_id = %s WHERE id = %s",
            self.unit.tolerance_subject_id.id,
            self.colleague.id,
        )
        self.assertLedBySQL(
            "UPDATE hr_department SET tolerance_subject_id = %s WHERE id = %s",
            self.subject.id,
            self.unit.id,
        )
        self.assertLedBySQL(
            "INSERT INTO tolerance_subject_predecessor_rel"
            " (subject_id, predecessor_id) VALUES (%s, %s)",
            self.subject.id,
            self.colleague.tolerance_subject_id.id,
        )

    def test_units_are_reorganised_and_the_ledger_says_from_what(self):
        hr = self.as_user("hr_officer")
        new = self.env["hr.department"].create({"name": "Wards One and Two"})
        old, unit = self.unit.tolerance_subject_id, new.tolerance_subject_id
        hr["tolerance.subject"].browse(unit.id).predecessor_ids = old.ids
        entry = self._entries("unit.predecessors", unit)
        self.assertEqual(json.loads(entry.payload), {"before": [], "after": old.ids})
        third = self.env["hr.department"].create({"name": "Third"})
        before = third.tolerance_subject_id
        hr["hr.department"].browse(third.id).tolerance_subject_id = unit.id
        entry = self._entries("unit.department", third)
        self.assertEqual(
            json.loads(entry.payload), {"before": before.id, "after": unit.id}
        )
        self._end_transaction()

    def test_record_cannot_be_turned_into_a_protected_person(self):
        """By the account, and by a number that is somebody else's."""
        hr = self.as_user("hr_officer")
        own = hr["hr.employee"].browse(self.own.id)
        own.user_id = False
        officer = hr["hr.employee"].browse(self.officer.id)
        for way in (
            lambda: officer.write({"user_id": hr.uid}),
            lambda: (
                officer.write({"user_id": False}) and officer.write({"user_id": hr.uid})
            ),
            lambda: (
                officer.user_id.write({"employee_ids": [(4, officer.id)]})
                and hr.user.write({"employee_ids": [(4, officer.id)]})
            ),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                way()
                self.env.flush_all()
        # Whom no matter concerns is no secret.
        colleague = hr["hr.employee"].browse(self.colleague.id)
        colleague.user_id = hr.uid
        colleague.user_id = False
        self.officer.identification_id = NUMBER
        twin = hr["hr.employee"].create(
            {
                "name": self.officer.name,
                "identification_id": NUMBER,
                "user_id": hr.uid,
            }
        )
        self.assertNotEqual(twin.sudo().tolerance_subject_id, self.subject)
        match = self.env["tolerance.person.match"].search(
            [("state", "=", "proposed"), ("ground", "=", "number")]
        )
        self.assertIn(self.subject, match.subject_id | match.other_id)
        match = match.with_user(hr.uid)
        match.reason = "It is me."
        with self.assertRaisesRegex(UserError, "about yourself"):
            act(match).action_join()

    def test_ledger_says_whose_account_it_was_and_is(self):
        other = self.users["clerk"]
        self.officer.user_id = other
        for user in (self.users["officer"], other):
            entry = self._entries("sign_in.employee", user)[:1]
            payload = json.loads(entry.payload)
            self.assertEqual(
                (payload["before"], payload["after"]),
                (self.users["officer"].id, other.id),
            )
