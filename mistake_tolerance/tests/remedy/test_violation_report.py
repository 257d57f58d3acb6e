from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestViolationReport(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()
        cls.effect = cls.determination.effect_ids[:1]

    def _report(self, role="officer"):
        reports = self.as_user(role)["tolerance.violation.report"]
        return act(reports).create(
            {
                "effect_id": self.effect.id,
                "where_found": "Ward list",
                "description": "Three points are still deducted.",
            }
        )

    def test_reported_and_resolved(self):
        report = self._report()
        self.assertTrue(report.name)
        officer = self.as_user("hr_officer", report)
        # The buttons are there before the answer is; pressing one says what lacks.
        self.assertTrue(officer.can_resolve and officer.can_dismiss)
        self.assertFalse(report.can_resolve)
        with self.assertRaisesRegex(UserError, "fill in first: Answer"):
            act(officer).action_resolve()
        officer.answer = "The list was corrected on 3 June."
        act(officer).action_resolve()
        self.assertEqual(report.state, "resolved")
        self.assertEqual(report.answer, "The list was corrected on 3 June.")
        with self.assertRaises(UserError):
            act(officer).action_dismiss()

    def test_contested_before_the_body(self):
        report = self._report()
        with self.assertRaises(UserError):
            act(report).action_contest()
        officer = self.as_user("hr_officer", report)
        officer.answer = "Nothing found."
        act(officer).action_dismiss()
        act(report).action_contest()
        with self.assertRaises(UserError):
            act(officer).action_dismiss()
        member = self.as_user("member", report)
        member.answer = "The list counts it. Corrected."
        act(member).action_resolve()
        self.assertEqual(report.state, "resolved")

    def _contest(self):
        """Return a report whose dismissal was taken to the body."""
        report = self._report()
        officer = self.as_user("hr_officer", report)
        officer.answer = "Nothing found."
        act(officer).action_dismiss()
        act(report).action_contest()
        return report

    def test_the_head_of_the_body_answers_when_nobody_who_sat_is_left(self):
        report = self._contest()
        session = report.sudo().effect_id.determination_id.case_id.session_ids
        head = self.make_user("successor", "member")
        with self.assertRaises(AccessError):
            self.as_user("successor", report).read(["answer"])
        unlocked(session.body_id).head_user_id = head
        own = self.as_user("successor", report)
        # Those who sat are there: they answer.
        with self.assertRaises(AccessError):
            own.answer = "I was not there."
        session.seat_ids.user_id.active = False
        own.answer = "The list counts it. Corrected."
        act(own).action_resolve()
        self.assertEqual(report.state, "resolved")

    def test_answer_stays_once_it_is_given(self):
        report = self._report()
        officer = self.as_user("hr_officer", report)
        officer.answer = "The list was corrected on 3 June."
        act(officer).action_resolve()
        for role in ("hr_officer", "member"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(role, report).answer = "Something else entirely."
        self.assertEqual(report.answer, "The list was corrected on 3 June.")

    def test_body_answers_in_words_of_its_own(self):
        report = self._contest()
        self.assertFalse(report.answer or report.answered_on or report.answered_by)
        self.assertEqual(report.first_answer, "Nothing found.")
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", report).answer = "Still nothing."
        member = self.as_user("member", report)
        with self.assertRaises(UserError):
            act(member).action_resolve()
        member.answer = "The list counts it. Corrected."
        act(member).action_resolve()
        with self.assertRaises(AccessError):
            member.answer = "Something else entirely."
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", report).first_answer = "Found."

    def test_only_the_protected_report(self):
        with self.assertRaises(AccessError):
            self._report("colleague")
        with self.assertRaises(AccessError):
            self._report("hr_officer")

    def test_reporter_cannot_answer_the_report(self):
        report = self._report()
        for vals in ({"state": "resolved"}, {"answer": "Fine."}):
            with self.assertRaises(AccessError):
                report.write(vals)
        with self.assertRaises(AccessError):
            act(report).action_resolve()

    def test_a_report_stays_as_it_was_made(self):
        report = self._report()
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", report).description = "Other"
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", report).unlink()
        self.assertFalse(
            self.as_user("colleague")["tolerance.violation.report"].search([])
        )

    def test_reporter_cannot_end_the_answering_task(self):
        report = self._report()
        todo = report.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["hr_officer"])
        for role in ("officer", "hr_officer"):
            mine = self.as_user(role, todo)
            self.assertFalse(mine.can_write)
            for do in (mine.action_feedback, mine.unlink):
                with self.subTest(do.__name__, role=role):
                    with self.assertRaises(AccessError):
                        do()
        officer = self.as_user("hr_officer", report)
        officer.answer = "Corrected."
        act(officer).action_resolve()
        self.assertFalse(todo.exists().filtered("active"))
