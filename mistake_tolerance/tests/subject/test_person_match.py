"""Who is one person: by a valid number at once, by a user only with HR's word."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from .person_match_common import NUMBER, PersonMatchCase


@tagged("post_install", "-at_install")
class TestPersonMatch(PersonMatchCase):
    """Which records are one person's, and which are only asked about."""

    def test_ways_to_write_one_number(self):
        for written in (
            "11010519491231002x",
            " 110105 19491231 002X\u00a0",
            "１１０１０５１９４９１２３１００２Ｘ",
            "'11010519491231002X",
            "\u200b110105-19491231-002X",
            "110105491231002",
        ):
            with self.subTest(written=written):
                employee = self.make(written)
                self.assertEqual(employee.tolerance_subject_id, self.subject)

    def test_invalid_number_joins_no_records(self):
        for written in (
            "无",
            "暂缺",
            "-",
            "0",
            "110105194912310000",
            "110105194912010000",
            "110105194912310021",
            "110105194913310024",
            "1.10105E+17",
        ):
            with self.subTest(written=written):
                first, second = self.make(written), self.make(written)
                self.officer.identification_id = written
                self.assertEqual(len((first | second).tolerance_subject_id), 2)
                self.assertNotIn(
                    self.officer.tolerance_subject_id,
                    (first | second).tolerance_subject_id,
                )
                found = self.get_match(first, "proposed", "joined")
                self.assertFalse(set(found.mapped("ground")) - {"name"})

    def test_other_spelling_meets_the_protection(self):
        self._decide()
        employee = self.make("'１10105 19491231 002x")
        with self.assertRaisesRegex(UserError, "protects against"):
            self._make_mark(employee_id=employee.id)

    def test_written_on_the_version_and_below_the_orm(self):
        first, second = self.make(), self.make()
        first.version_id.identification_id = "110105491231002"
        self.assertEqual(first.tolerance_subject_id, self.subject)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_version SET identification_id = %s WHERE id = %s",
            ["11010519491231002x", second.current_version_id.id],
        )
        self.env.invalidate_all()
        self.env["tolerance.person.match"]._cron_match()
        self.assertEqual(second.tolerance_subject_id, self.subject)

    def test_import(self):
        result = self.env["hr.employee"].load(
            ["name", "identification_id"],
            [
                [self.officer.name, "１１０１０５１９４９１２３１００２ｘ"],
                ["Stranger", "无"],
            ],
        )
        self.assertFalse(result["messages"])
        imported, stranger = self.env["hr.employee"].browse(result["ids"])
        self.assertEqual(imported.tolerance_subject_id, self.subject)
        self.assertNotEqual(stranger.tolerance_subject_id, self.subject)

    def test_mistyped_number_joins_no_records(self):
        """Another name, or another valid number before: HR must say first."""
        self._decide()
        own_number = "620102199001011233"
        slips = (
            self.make(own_number, name="Another Name"),
            self.make(name="Third Name"),
            self.make(own_number.replace("1233", "9999"), name=self.officer.name),
        )
        self.assertTrue(slips[2].sudo().tolerance_person_number)
        for employee in slips:
            with self.subTest(name=employee.name):
                employee.identification_id = NUMBER
                self.assertNotEqual(employee.tolerance_subject_id, self.subject)
                match = self.get_match(employee, "proposed").filtered(
                    lambda m: self.subject in m.subject_id | m.other_id
                )
                self.assertEqual(match.ground, "number")
                self.assertIn(self.users["hr_officer"], match.activity_ids.user_id)
                with self.assertRaises(UserError):
                    self._make_mark(employee_id=employee.id)
        # The night does not join them either.
        self.env["tolerance.person.match"]._cron_match()
        for employee in slips:
            self.assertNotEqual(employee.tolerance_subject_id, self.subject)

    def test_import_of_another_name_asks(self):
        result = self.env["hr.employee"].load(
            ["name", "identification_id"], [["Another Name", NUMBER]]
        )
        imported = self.env["hr.employee"].browse(result["ids"])
        self.assertEqual(self.get_match(imported, "proposed").ground, "number")

    def test_name_written_otherwise_is_the_same_name(self):
        employee = self.make(NUMBER, name=f" {self.officer.name.upper()}　")
        self.assertEqual(employee.tolerance_subject_id, self.subject)

    def test_joining_is_in_the_ledger_and_searching_is_one_query(self):
        employee = self.make(NUMBER)
        match = self.get_match(employee, "joined")
        self.assertEqual(match.ground, "number")
        self.assertEqual(match.employee_ids, employee)
        self.assertFalse(match.decided_by, "no person said so")
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "person.join"), ("res_id", "=", match.id)]
        )
        self.assertEqual(len(entry), 1)
        self.assertNotIn(NUMBER, entry.content)
        employees = self.env["hr.employee"].search([])
        self.env.flush_all()
        employees.sudo().mapped("tolerance_person_number")
        # One for who has the number, one for the joinings that rest on it.
        with self.assertQueryCount(2):
            self.env["tolerance.person.match"]._match(
                employees.sudo(), {"tolerance_person_number"}
            )

    def test_same_user_is_only_a_question(self):
        twin = self.make_twin()
        self.assertNotEqual(twin.tolerance_subject_id, self.subject)
        match = self.get_match(twin, "proposed")
        self.assertEqual(match.ground, "user")
        self.answer(match, "join")
        self.assertEqual(twin.tolerance_subject_id, self.subject)
        self.assertEqual(match.decided_by, self.users["hr_officer"])

    def test_same_contact_is_only_a_question(self):
        contact = self.env["res.partner"].create({"name": "Shared line"})
        first = self.make(name="One", work_contact_id=contact.id)
        second = self.make(name="Two", work_contact_id=contact.id)
        self.assertEqual(self.get_match(second, "proposed").ground, "contact")
        self.assertNotEqual(first.tolerance_subject_id, second.tolerance_subject_id)
        house = self.env["res.partner"].create({"name": "House", "is_company": True})
        third, fourth = (
            self.make(name=name, work_contact_id=house.id) for name in ("Six", "Ten")
        )
        self.assertFalse(self.get_match(third, "proposed"))
        self.assertFalse(self.get_match(fourth, "proposed"))

    def test_other_numbers_are_other_people(self):
        twin = self.make_twin(number="620102199001011233")
        self.assertFalse(self.get_match(twin, "proposed", "joined"))

    def test_kept_apart_and_not_asked_again(self):
        twin = self.make_twin()
        match = self.get_match(twin, "proposed")
        with self.assertRaisesRegex(UserError, "fill in first: Reason"):
            act(self.as_user("hr_officer", match)).action_keep_apart()
        self.answer(match, "keep_apart")
        twin.user_id = False
        twin.user_id = self.officer.user_id
        self.env["tolerance.person.match"]._cron_match()
        self.assertFalse(self.get_match(twin, "proposed", "joined"))

    def test_two_persons_by_user_and_the_number_asks_again(self):
        """HR's word on a user or contact does not outweigh the same valid number."""
        self._decide()
        twins = (
            self.make_twin(name=self.officer.name),
            self.make_namesake(name=self.officer.name),
        )
        for twin in twins:
            self.answer(self.get_match(twin, "proposed"), "keep_apart")
            twin.identification_id = NUMBER
            # Against HR's word, the number does not join them either.
            self.assertNotEqual(twin.tolerance_subject_id, self.subject)
            match = self.get_match(twin, "proposed").filtered(
                lambda m: self.subject in m.subject_id | m.other_id
            )
            self.assertEqual(match.ground, "number")
            self.assertIn(self.users["hr_officer"], match.activity_ids.user_id)
            if twin.company_id == self.company:
                for matter in (self.matter.id, False):
                    with self.assertRaises(UserError):
                        self._make_mark(employee_id=twin.id, matter_id=matter)
            self.answer(match, "keep_apart")
            self.assertFalse(match.activity_ids)
        # With the number before them, HR has said it; nobody is asked again.
        answered = self.get_match(twins[0], "proposed")
        self.answer(answered, "keep_apart")
        for twin in twins:
            twin.identification_id = False
            twin.identification_id = NUMBER
            self.assertFalse(self.get_match(twin, "proposed", "joined"))
        self.env["tolerance.person.match"]._cron_match()
        self.assertFalse(self.get_match(twins[0], "proposed", "joined"))

    def test_separated_without_a_number_and_the_number_asks(self):
        """Who was joined and separated by HR's word alone is asked about as well."""
        twin = self.make_namesake(name=self.officer.name)
        match = self.get_match(twin, "proposed")
        self.answer(match, "join")
        self.answer(match, "separate")
        twin.identification_id = NUMBER
        self.assertNotEqual(twin.tolerance_subject_id, self.subject)
        self.assertEqual(self.get_match(twin, "proposed").ground, "number")

    def test_third_record_with_the_number_is_asked_about_with_both(self):
        """A third who has the number is asked about with each of the two."""
        twin = self.make_twin(name=self.officer.name)
        self.answer(self.get_match(twin, "proposed"), "keep_apart")
        twin.identification_id = NUMBER
        third = self.make(NUMBER, name=self.officer.name)
        asked = self.get_match(third, "proposed")
        self.assertEqual(
            (asked.subject_id | asked.other_id) - third.tolerance_subject_id,
            self.subject | twin.tolerance_subject_id,
        )
