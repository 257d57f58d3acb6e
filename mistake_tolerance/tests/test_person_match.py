"""Who is one person: by a valid number at once, by a user only with HR's word."""

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..models.verb import opened
from .common import act
from .guard_common import GuardCase

NUMBER = "11010519491231002X"


@tagged("post_install", "-at_install")
class TestPersonMatch(GuardCase):
    def setUp(self):
        super().setUp()
        self.officer.identification_id = NUMBER

    def make(self, number=False, **vals):
        vals = {"name": self.officer.name, "identification_id": number, **vals}
        return self.env["hr.employee"].create(vals)

    def get_match(self, employee, *states):
        subject = employee.tolerance_subject_id
        return self.env["tolerance.person.match"].search(
            [
                "|",
                ("subject_id", "=", subject.id),
                ("other_id", "=", subject.id),
                ("state", "in", states),
            ]
        )

    def answer(self, match, verb, **vals):
        match = self.as_user("hr_officer", match)
        name = "separation_reason" if verb == "separate" else "reason"
        match.write({name: "Seen in the personnel file.", **vals})
        getattr(act(match), f"action_{verb}")()

    def make_twin(self, company_name="Other bureau", **vals):
        """Another record with the user of the officer, in another company."""
        other = self.env["res.company"].create({"name": company_name})
        return self.make(company_id=other.id, user_id=self.officer.user_id.id, **vals)

    def make_namesake(self, **vals):
        """Another record with the work contact of the officer."""
        return self.make(work_contact_id=self.officer.work_contact_id.id, **vals)

    def check_constraints(self):
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

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

    def test_what_is_no_number_joins_nobody(self):
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

    def test_one_slip_in_a_number_joins_nobody(self):
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
        with self.assertRaisesRegex(UserError, "how it was established"):
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

    def test_asked_because_of_a_user_and_kept_apart_in_sight_of_the_number(self):
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

    def test_question_comes_to_hr_but_not_about_themselves(self):
        match = self.get_match(self.make_twin(), "proposed")
        self.assertIn(self.users["hr_officer"], match.activity_ids.user_id)
        self.assertNotIn(self.officer.user_id, match.activity_ids.user_id)
        hr_officer = self.users["hr_officer"]
        own = self.make(user_id=hr_officer.id)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.make(user_id=hr_officer.id, company_id=other.id)
        match = self.get_match(own, "proposed")
        self.assertNotIn(hr_officer, match.activity_ids.user_id)

    def test_twin_needs_a_matter_as_the_protected_person_does(self):
        """No matter, or one of neither of them: refused until HR has answered."""
        strange = self._make_matter("Strange", self.colleague.tolerance_subject_id)
        twin = self.make_namesake()
        self.assertTrue(self.matter.is_open)
        for decide in (False, True):
            if decide:
                self._decide()
            for matter, says in (
                (False, "Name the matter"),
                (strange.id, "does not concern them"),
            ):
                for employee in self.officer | twin:
                    with (
                        self.subTest(decide=decide, matter=matter, who=employee.name),
                        self.assertRaisesRegex(UserError, says),
                    ):
                        self._make_mark(employee_id=employee.id, matter_id=matter)
        # A matter of either is named as it should be.
        self._make_mark(employee_id=twin.id, matter_id=self.other_matter.id)
        own = self._make_matter("Own", twin.tolerance_subject_id)
        self._make_mark(employee_id=twin.id, matter_id=own.id)
        with self.assertRaisesRegex(UserError, "Name the matter"):
            self._make_mark(employee_id=twin.id, matter_id=False, date="2026-01-05")

    def test_until_hr_answers_no_mark_for_the_exempt_matter(self):
        self._decide()
        twin = self.make_namesake()
        with self.assertRaisesRegex(UserError, "Records of One Person"):
            self._make_mark(employee_id=twin.id)
        self._make_mark(employee_id=twin.id, matter_id=self.other_matter.id)
        self.answer(self.get_match(twin, "proposed"), "keep_apart")
        opened(self.matter).subject_ids += twin.tolerance_subject_id
        self._make_mark(employee_id=twin.id)

    def test_confirmed_twin_is_protected_and_old_marks_are_given_back(self):
        twin = self.make_namesake()
        mark = self._make_mark(employee_id=twin.id)
        self._decide()
        self.answer(self.get_match(twin, "proposed"), "join")
        self.assertTrue(mark.is_neutralised)
        with self.assertRaisesRegex(UserError, "protects against"):
            self._make_mark(employee_id=twin.id)

    def test_separated_again(self):
        """A colleague entered with the officer's number is nobody else for ever."""
        colleague = self.make()
        own = colleague.tolerance_subject_id
        mark = self._make_mark(employee_id=colleague.id)
        colleague.identification_id = NUMBER
        self._decide()
        self.env.flush_all()
        self.assertTrue(mark.is_neutralised)
        match = self.get_match(colleague, "joined")
        with self.assertRaisesRegex(UserError, "why they are two"):
            act(self.as_user("hr_officer", match)).action_separate()
        with self.assertRaises(AccessError):
            act(match.with_user(self.users["clerk"])).action_separate()
        self.answer(match, "separate")
        self.check_constraints()
        self.assertEqual(colleague.tolerance_subject_id, own)
        self.assertFalse(mark.is_neutralised, "what was given back counts again")
        # Nobody has said yet why the matter of the other is held against this one.
        row = self.env["tolerance.neutralisation"].search([("res_id", "=", mark.id)])
        self.assertEqual(row.state, "to_check")
        opened(self.matter).subject_ids += own
        self._make_mark(employee_id=colleague.id)
        with self.assertRaisesRegex(UserError, "protects against"):
            self._make_mark()
        # The same number does not join them again.
        colleague.identification_id = "11010519491231002x"
        self.env["tolerance.person.match"]._cron_match()
        self.assertEqual(colleague.tolerance_subject_id, own)

    def test_separation_moves_nobody_else(self):
        self._decide()
        colleague = self.make(NUMBER)
        match = self.get_match(colleague, "joined")
        self.answer(match, "separate")
        self.env.flush_all()
        # The officer's own record does not follow by hand.
        with self.assertRaises(UserError):
            opened(self.officer).tolerance_subject_id = colleague.tolerance_subject_id

    def test_matter_of_meanwhile_protects_both_where_it_may_concern_either(self):
        colleague = self.make()
        colleague.identification_id = NUMBER
        matter = self._make_matter("Meanwhile", self.subject)
        self._decide(party=self._make_party(matter, self.subject))
        match = self.get_match(colleague, "joined")
        self.assertEqual(self.as_user("hr_officer", match).joined_since_ids, matter)
        with self.assertRaisesRegex(UserError, "Matters came in"):
            self.answer(match, "separate")
        self.answer(match, "separate", decided_while_joined="both")
        self.check_constraints()
        for employee in self.officer | colleague:
            with self.assertRaisesRegex(UserError, "protects against"):
                self._make_mark(employee_id=employee.id, matter_id=matter.id)

    def test_nobody_answers_about_themselves_or_writes_the_answer(self):
        twin = self.make_twin()
        match = self.get_match(twin, "proposed")
        match = self.as_user("hr_officer", match)
        match.reason = "I am he."
        self.officer.user_id = False
        twin.user_id = self.users["hr_officer"]
        with self.assertRaisesRegex(UserError, "about yourself"):
            act(match).action_join()
        for vals in ({"state": "joined"}, {"other_id": self.subject.id}):
            with self.assertRaises(AccessError):
                match.write(vals)
        with self.assertRaises(AccessError):
            match.sudo().unlink()

    def test_hr_enters_what_no_record_shows(self):
        stranger = self.make()
        match = self.as_user("hr_officer")["tolerance.person.match"].create(
            {
                "subject_id": self.subject.id,
                "other_id": stranger.tolerance_subject_id.id,
                "reason": "Changed her name; both files seen.",
            }
        )
        self.assertEqual(match.ground, "word")
        act(match).action_join()
        self.assertEqual(stranger.tolerance_subject_id, self.subject)

    def test_third_record_is_asked_about_whom_is_kept(self):
        twin = self.make_twin()
        third = self.make_twin("Third bureau")
        matches = self.get_match(twin, "proposed")
        self.assertEqual(len(matches), 2)
        first = matches.filtered(lambda m: self.subject in m.subject_id | m.other_id)
        self.answer(first, "join")
        rest = self.get_match(third, "proposed")
        self.assertIn(self.subject, rest.subject_id | rest.other_id)

    def test_conflicts_follow_the_person(self):
        """A record of an inquirer turns out to be the party's."""
        user = self.users["inquirer"]
        record = self.make(user_id=user.id)
        party = self._make_party()
        conflict = [("case_id", "=", party.case_id.id), ("user_id", "=", user.id)]
        Conflict = self.env["tolerance.conflict"]
        conflict = [("matter_id", "=", self.matter.id), ("user_id", "=", user.id)]
        self.assertFalse(Conflict.search(conflict))
        record.identification_id = NUMBER
        self.assertIn("party", Conflict.search(conflict).mapped("reason"))
        self.answer(self.get_match(record, "joined"), "separate")
        self.assertFalse(Conflict.search(conflict))

    def test_possible_twin_is_answered_as_it_is_guarded(self):
        """The guard, the database and the interface say the same until HR answers."""
        mark = self._make_mark(employee_id=self.make_namesake().id, points=0)
        self.check_constraints()
        determination = self._decide()
        twin = mark.employee_id
        self.check_constraints()

        def ask():
            (answer,) = self.as_user("hr_officer")["tolerance.effect"].check_protection(
                [
                    {
                        "employee": twin.id,
                        "matter": self.matter.name,
                        "area": self.promotion_area.code,
                        "date": "2026-06-01",
                    }
                ]
            )
            return answer["answer"], answer["is_unsure"], answer["decision"]

        self.assertEqual(ask(), ("on_hold", True, determination.name))
        with self.assertRaises(UserError):
            self._make_mark(employee_id=twin.id)
        copy = SQL(
            """
            INSERT INTO tolerance_mark (%(names)s)
            SELECT %(names)s FROM tolerance_mark WHERE id = %(mark)s
            """,
            names=SQL(", ").join(
                SQL.identifier(name)
                for name, field in mark._fields.items()
                if field.store and field.column_type and name != "id"
            ),
            mark=mark.id,
        )
        with (
            self.assertRaisesRegex(psycopg2.Error, "may protect"),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(copy)
            self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # What was on file already can still be worked on.
        mark.reason = "Seen again."
        self.check_constraints()
        match = self.get_match(twin, "proposed")
        self.answer(match, "keep_apart")
        # Of two persons, the matter concerns the one until the other is entered in it.
        self.assertEqual(ask(), ("on_hold", True, False))
        with self.assertRaises(UserError):
            self._make_mark(employee_id=twin.id)
        opened(self.matter).subject_ids += twin.tolerance_subject_id
        self.assertEqual(ask(), ("yes", False, False))
        self._make_mark(employee_id=twin.id)
        self.check_constraints()
