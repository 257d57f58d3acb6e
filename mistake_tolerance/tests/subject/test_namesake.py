"""Records of one name that no number tells apart: HR is asked, nothing is joined."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase

NUMBER = "11010519491231002X"
OTHER_NUMBER = "620102199001011233"


@tagged("post_install", "-at_install")
class TestNamesake(GuardCase):
    def make(self, name=None, **vals):
        return self.env["hr.employee"].create(
            {
                "name": name or self.officer.name,
                "department_id": self.unit.id,
                "company_id": self.company.id,
                **vals,
            }
        )

    def get_asked(self, one, other):
        pair = one.tolerance_subject_id | other.tolerance_subject_id
        return self.env["tolerance.person.match"].search(
            [
                ("state", "=", "proposed"),
                ("subject_id", "in", pair.ids),
                ("other_id", "in", pair.ids),
            ]
        )

    def test_in_one_unit_hr_is_asked(self):
        first = self.make("Zhang San")
        second = self.make(" zhang  san ")
        self.assertNotEqual(first.tolerance_subject_id, second.tolerance_subject_id)
        match = self.get_asked(first, second)
        self.assertEqual(match.ground, "name")
        self.assertIn(self.users["hr_officer"], match.activity_ids.user_id)
        # Nobody protects either: their work goes on.
        self._make_mark(employee_id=second.id, matter_id=False)

    def test_clear_cases_raise_no_question(self):
        first = self.make("Zhang San")
        ward = self.env["hr.department"].create({"name": "Another ward"})
        bureau = self.env["res.company"].create({"name": "Other bureau"})
        for other in (
            self.make("Zhang San", department_id=ward.id),
            self.make("Zhang San", department_id=False, company_id=bureau.id),
            self.make("Zhang San", identification_id=NUMBER),
            self.make("Zhang Si"),
        ):
            self.assertFalse(self.get_asked(first, other))
        working = [
            self.make("Li Si", user_id=self.users[login].id)
            for login in ("member", "clerk")
        ]
        self.assertFalse(self.get_asked(*working), "both work here")
        working[1].active = False
        self.env["tolerance.person.match"]._cron_match()
        self.assertTrue(self.get_asked(*working), "perhaps employed anew")

    def test_later_changes_raise_the_question(self):
        ward = self.env["hr.department"].create({"name": "Another ward"})
        first = self.make("Zhang San")
        renamed, moved, cleared = (
            self.make("Wang Wu"),
            self.make("Zhang San", department_id=ward.id),
            self.make("Zhang San", identification_id=NUMBER),
        )
        renamed.name = "Zhang San"
        moved.department_id = self.unit
        cleared.identification_id = False
        for other in (renamed, moved, cleared):
            with self.subTest(other=other.id):
                self.assertTrue(self.get_asked(first, other))

    def test_twin_of_somebody_protected_is_no_way_around(self):
        """Wherever in the agency it is, and though the protected one has a number."""
        self.officer.identification_id = NUMBER
        self._decide()
        other = self.make(identification_id=OTHER_NUMBER)
        self.assertFalse(self.get_asked(self.officer, other))
        self._make_mark(employee_id=other.id, matter_id=False)
        ward = self.env["hr.department"].create({"name": "Another ward"})
        for unit in (ward, self.unit, ward.browse()):
            twin = self.make(department_id=unit.id)
            with self.subTest(unit=unit.name):
                match = self.get_asked(self.officer, twin)
                self.assertEqual(match.ground, "name")
                with self.assertRaisesRegex(UserError, "Records of One Person"):
                    self._make_mark(employee_id=twin.id)
                with self.assertRaisesRegex(UserError, "Name the matter"):
                    self._make_mark(employee_id=twin.id, matter_id=False)
                own = self._make_matter("Own", twin.tolerance_subject_id)
                self._make_mark(employee_id=twin.id, matter_id=own.id)

    def test_question_is_raised_when_a_matter_concerns_a_namesake(self):
        ward = self.env["hr.department"].create({"name": "Another ward"})
        first = self.make("Zhang San", department_id=ward.id)
        second, third = (self.make("Zhang San"), self.make("Li Si"))
        self.assertFalse(self.get_asked(first, second))
        matter = self._make_matter("Theirs", first.tolerance_subject_id)
        self.assertTrue(self.get_asked(first, second))
        fourth = self.make("Li Si", department_id=ward.id)
        self.assertFalse(self.get_asked(third, fourth))
        self._make_party(matter, third.tolerance_subject_id)
        self.assertTrue(self.get_asked(third, fourth))

    def test_a_number_joins_the_record_that_was_asked_about(self):
        first, second = self.make("Zhang San"), self.make("Zhang San")
        match = self.get_asked(first, second)
        first.identification_id = second.identification_id = NUMBER
        self.assertEqual(first.tolerance_subject_id, second.tolerance_subject_id)
        self.assertEqual((match.state, match.ground), ("joined", "number"))
        self.assertFalse(match.activity_ids)

    def test_three_namesakes_raise_three_questions(self):
        line = self.env["res.partner"].create({"name": "Line of the ward"})
        people = [
            self.make(name, work_contact_id=line.id) for name in ("One", "Two", "Six")
        ]
        for one, other in ((0, 1), (1, 2), (0, 2)):
            self.assertTrue(self.get_asked(people[one], people[other]))
        # A line that a whole ward shares says nothing about who somebody is.
        line = self.env["res.partner"].create({"name": "Line of the house"})
        people = [
            self.make(f"Number {number}", work_contact_id=line.id)
            for number in range(9)
        ]
        self.assertFalse(self.get_asked(people[7], people[8]))


@tagged("post_install", "-at_install")
class TestDoubt(GuardCase):
    """The number that a joining rests on turns out to be wrong."""

    def setUp(self):
        super().setUp()
        self.officer.identification_id = NUMBER
        self.twin = self.env["hr.employee"].create(
            {"name": self.officer.name, "identification_id": NUMBER}
        )
        self.assertEqual(self.twin.tolerance_subject_id, self.subject)
        self.match = self.env["tolerance.person.match"].search(
            [("subject_id", "=", self.subject.id), ("state", "=", "joined")]
        )

    def test_corrected_number_asks_hr(self):
        for employee in (self.twin, self.officer):
            for number in (OTHER_NUMBER, False, "无"):
                with self.subTest(employee=employee.id, number=number):
                    employee.identification_id = number
                    self.assertEqual(self.match.doubt, "open")
                    officers = self.match.activity_ids.user_id
                    self.assertIn(self.users["hr_officer"], officers)
                    # Both stay protected until HR has answered.
                    self.assertEqual(self.twin.tolerance_subject_id, self.subject)
                    employee.identification_id = NUMBER
                    self.assertFalse(self.match.doubt)
                    self.assertFalse(self.match.activity_ids)

    def test_hr_separates(self):
        self._decide()
        self.twin.identification_id = OTHER_NUMBER
        match = self.as_user("hr_officer", self.match)
        self.assertTrue(match.can_separate and match.can_stay_joined)
        with self.assertRaises(UserError):
            self._make_mark(employee_id=self.twin.id)
        match.separation_reason = "One digit was wrong."
        act(match).action_separate()
        self.assertEqual((match.state, match.doubt), ("separated", False))
        self.assertFalse(self.match.activity_ids)
        # The matter concerns the officer alone, and nobody else bears the mark for it.
        with self.assertRaisesRegex(UserError, "does not concern"):
            self._make_mark(employee_id=self.twin.id)
        self._make_mark(employee_id=self.twin.id, matter_id=False)

    def test_hr_leaves_them_joined_and_is_not_asked_again(self):
        self.twin.identification_id = False
        match = self.as_user("hr_officer", self.match)
        with self.assertRaisesRegex(UserError, "fill in first: Reason"):
            act(match).action_stay_joined()
        match.reason = "The number was lost; the file says so."
        act(match).action_stay_joined()
        self.assertEqual((match.state, match.doubt), ("joined", "upheld"))
        self.assertFalse(self.match.activity_ids)
        self.assertEqual(match.decided_by, self.users["hr_officer"])
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "person.stay_joined"), ("res_id", "=", match.id)]
        )
        self.assertEqual(len(entry), 1)
        self.env["tolerance.person.match"]._cron_match()
        self.assertEqual(match.doubt, "upheld")
        with self.assertRaisesRegex(UserError, "has been answered"):
            act(match).action_stay_joined()
        # Another number is new evidence.
        self.twin.identification_id = OTHER_NUMBER
        self.assertEqual(match.doubt, "open")

    def test_nightly_job_finds_numbers_changed_by_sql(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_version SET identification_id = NULL WHERE id = %s",
            [self.twin.current_version_id.id],
        )
        self.env.invalidate_all()
        self.env["tolerance.person.match"]._cron_match()
        self.assertEqual(self.match.doubt, "open")
