from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import act
from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestBreach(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()
        cls.effect = cls.determination.effect_ids[:1]

    def _report(self, role="officer"):
        breaches = self.as_user(role)["tolerance.breach"]
        return act(breaches).create(
            {
                "effect_id": self.effect.id,
                "where_found": "Ward list",
                "description": "Three points are still deducted.",
            }
        )

    def test_reported_and_resolved(self):
        breach = self._report()
        self.assertTrue(breach.name)
        officer = self.as_user("hr_officer", breach)
        # The buttons are there before the answer is; pressing one says what lacks.
        self.assertTrue(officer.can_resolve and officer.can_dismiss)
        self.assertFalse(breach.can_resolve)
        with self.assertRaisesRegex(UserError, "write what was found"):
            act(officer).action_resolve()
        officer.answer = "The list was corrected on 3 June."
        act(officer).action_resolve()
        self.assertEqual(breach.state, "resolved")
        self.assertEqual(breach.answer, "The list was corrected on 3 June.")
        with self.assertRaises(UserError):
            act(officer).action_dismiss()

    def test_contested_before_the_body(self):
        breach = self._report()
        with self.assertRaises(UserError):
            act(breach).action_contest()
        officer = self.as_user("hr_officer", breach)
        officer.answer = "Nothing found."
        act(officer).action_dismiss()
        act(breach).action_contest()
        with self.assertRaises(UserError):
            act(officer).action_dismiss()
        member = self.as_user("member", breach)
        member.answer = "The list counts it. Corrected."
        act(member).action_resolve()
        self.assertEqual(breach.state, "resolved")

    def test_only_the_protected_report(self):
        with self.assertRaises(AccessError):
            self._report("colleague")
        with self.assertRaises(AccessError):
            self._report("hr_officer")

    def test_the_reporter_does_not_answer(self):
        breach = self._report()
        for vals in ({"state": "resolved"}, {"answer": "Fine."}):
            with self.assertRaises(AccessError):
                breach.write(vals)
        with self.assertRaises(AccessError):
            act(breach).action_resolve()

    def test_a_report_stays_as_it_was_made(self):
        breach = self._report()
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", breach).description = "Other"
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", breach).unlink()
        self.assertFalse(self.as_user("colleague")["tolerance.breach"].search([]))

    def test_the_reporter_does_not_take_the_answer_off_the_desk(self):
        breach = self._report()
        todo = breach.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["hr_officer"])
        for role in ("officer", "hr_officer"):
            mine = self.as_user(role, todo)
            self.assertFalse(mine.can_write)
            for do in (mine.action_feedback, mine.unlink):
                with self.subTest(do.__name__, role=role):
                    with self.assertRaises(AccessError):
                        do()
        officer = self.as_user("hr_officer", breach)
        officer.answer = "Corrected."
        act(officer).action_resolve()
        self.assertFalse(todo.exists().filtered("active"))
