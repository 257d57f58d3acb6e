"""Who is one person: by a valid number at once, by a user only with HR's word."""

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from .person_match_common import NUMBER, PersonMatchCase


@tagged("post_install", "-at_install")
class TestPersonMatchAnswer(PersonMatchCase):
    """What HR answers, and what follows for matters, marks and conflicts."""

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
        unlocked(self.matter).subject_ids += twin.tolerance_subject_id
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
        with self.assertRaisesRegex(
            UserError, "fill in first: Why They Are Two Persons"
        ):
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
        unlocked(self.matter).subject_ids += own
        self._make_mark(employee_id=colleague.id)
        with self.assertRaisesRegex(UserError, "protects against"):
            self._make_mark()
        # The same number does not join them again.
        colleague.identification_id = "11010519491231002x"
        self.env["tolerance.person.match"]._cron_match()
        self.assertEqual(colleague.tolerance_subject_id, own)

    def test_separation_leaves_what_the_officer_cannot_see_in_force(self):
        """HR works in the other company, where the decision cannot be read."""
        mark = self._make_mark(points=2)
        self._decide()
        other = self.env["res.company"].create({"name": "Other bureau"})
        self.users["hr_officer"].company_ids += other
        colleague = self.make(NUMBER, company_id=other.id)
        match = self.get_match(colleague, "joined")
        self.answer(match.with_context(allowed_company_ids=other.ids), "separate")
        self.check_constraints()
        mark.invalidate_recordset()
        self.assertTrue(mark.is_neutralised)

    def test_separation_keeps_to_the_cap_of_the_own_decision(self):
        """Both decisions cover the mark; the one that remains waives a part alone."""
        colleague = self.make()
        own = colleague.tolerance_subject_id
        unlocked(self.matter).subject_ids += own
        mark = self._make_mark(
            employee_id=colleague.id, points=5, area_id=self.annual.id, kind="deduction"
        )
        draft = self._draft(
            "lighter", self._make_party(self.matter, own), influence_until="2026-12-31"
        )
        line = draft.with_user(self.decider).line_ids.filtered(
            lambda line: line.area_id == self.annual
        )
        line.cap_points = 2
        act(draft.with_user(self.decider)).action_confirm()
        self.assertEqual(mark.counted_points, 2)
        self._decide()
        colleague.identification_id = NUMBER
        self.env.flush_all()
        self.answer(self.get_match(colleague, "joined"), "separate")
        mark.invalidate_recordset()
        self.assertEqual(mark.counted_points, 2)

    def test_preview_of_separation_leaves_out_what_an_own_decision_covers(self):
        colleague = self.make()
        own = colleague.tolerance_subject_id
        unlocked(self.matter).subject_ids += own
        mark = self._make_mark(employee_id=colleague.id)
        own_effects = (
            self._decide(party=self._make_party(self.matter, own)).sudo().effect_ids
        )
        effects = self._decide().sudo().effect_ids
        colleague.identification_id = NUMBER
        self.env.flush_all()
        match = self.get_match(colleague, "joined")
        self.assertIn(mark.effect_id, own_effects)
        # Both decisions cover the mark; it may hold the one as well as the other.
        same_area = effects.filtered(lambda effect: effect.area_id == mark.area_id)
        unlocked(mark).effect_id = same_area
        self.env.flush_all()
        self.assertFalse(self.as_user("hr_officer", match).mark_ids)
        self.answer(match, "separate")
        mark.invalidate_recordset()
        self.assertTrue(mark.is_neutralised)
        self.assertIn(mark.effect_id, own_effects)

    def test_separation_moves_nobody_else(self):
        self._decide()
        colleague = self.make(NUMBER)
        match = self.get_match(colleague, "joined")
        self.answer(match, "separate")
        self.env.flush_all()
        # The officer's own record does not follow by hand.
        with self.assertRaises(UserError):
            unlocked(self.officer).tolerance_subject_id = colleague.tolerance_subject_id

    def test_matter_of_meanwhile_protects_both_where_it_may_concern_either(self):
        colleague = self.make()
        colleague.identification_id = NUMBER
        matter = self._make_matter("Meanwhile", self.subject)
        self._decide(party=self._make_party(matter, self.subject))
        match = self.get_match(colleague, "joined")
        self.assertEqual(self.as_user("hr_officer", match).joined_since_ids, matter)
        with self.assertRaisesRegex(UserError, "Matters were entered"):
            self.answer(match, "separate")
        self.answer(match, "separate", decided_while_joined="both")
        self.check_constraints()
        for employee in self.officer | colleague:
            with self.assertRaisesRegex(UserError, "protects against"):
                self._make_mark(employee_id=employee.id, matter_id=matter.id)

    def test_officer_cannot_answer_about_themselves(self):
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
        unlocked(self.matter).subject_ids += twin.tolerance_subject_id
        self.assertEqual(ask(), ("yes", False, False))
        self._make_mark(employee_id=twin.id)
        self.check_constraints()
