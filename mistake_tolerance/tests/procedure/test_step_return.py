from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from .plan_common import PlanCase


@tagged("post_install", "-at_install")
class TestStepReturn(PlanCase):
    def test_without_a_way_back_in_the_scheme_nothing_returns(self):
        case = self.accept()
        self.inquire(case)
        step = self.step(case, "preliminary")
        self.assertFalse(step.can_return)
        step.return_reason = "More is needed."
        with self.assertRaisesRegex(UserError, "names no step"):
            act(step).action_return()

    def test_a_return_opens_the_steps_again_and_keeps_the_old_ones(self):
        self.publish(steps={"decision": {"return_to": "inquiry"}})
        case = self.accept()
        inquiry = self.inquire(case)
        self.hold_session(case)
        old = case.step_ids
        step = self.step(case, "decision")
        self.assertTrue(step.can_return)
        with self.assertRaisesRegex(UserError, "fill in first"):
            act(step).action_return()
        step.return_reason = "The second witness was not heard."
        with self.assertRaises(UserError):
            act(self.as_user("member", step)).action_return()
        act(step).action_return()
        self.assertEqual(step.state, "returned")
        again = case.step_ids - old
        self.assertEqual(
            again.sorted().mapped("kind"), ["inquiry", "preliminary", "decision"]
        )
        self.assertEqual(again.mapped("round"), [2, 2, 2])
        self.assertEqual(case.current_step_id, again.sorted()[0])
        self.assertEqual((case.state, inquiry.state), ("inquiry", "open"))
        self.assertTrue(old.filtered(lambda s: s.kind == "inquiry").done_on)
        with self.assertRaises(UserError):
            case.action_open_session()
        with self.assertRaises(UserError):
            step.return_reason = "Another reason."
        self.assertIn("second witness", self.entries("step.return").content)
        self.assertTrue(self.entries("inquiry.reopen"))
        self.enter_evidence(inquiry, name="Second witness")
        inquiry.report = "<p>The second witness was heard.</p>"
        act(inquiry).action_close()
        self.decide(case)
        self.assertEqual(case.state, "decided")
        self.assertEqual(self.step(case, "decision").round, 2)

    def test_no_case_returns_while_a_body_sits(self):
        self.publish(steps={"preliminary": {"return_to": "inquiry"}})
        case = self.accept()
        self.inquire(case)
        self.open_session(case)
        step = self.step(case, "preliminary")
        step.return_reason = "More is needed."
        with self.assertRaisesRegex(UserError, "before a body now"):
            act(step).action_return()
