from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import act
from .plan_common import PlanCase


@tagged("post_install", "-at_install")
class TestStepLoss(PlanCase):
    """A step that depends on the loss, and how the loss is established."""

    def test_a_step_waits_for_the_loss_it_depends_on(self):
        loss = {"what": "loss", "comparison": "above", "value": "100000"}
        self.publish(new=[self.hearing(loss)])
        with freeze_time("2026-06-01 02:00:00"):
            case = self.accept()
            case.matter_id.is_loss_known = True
            self.inquire(case)
        case.matter_id.is_loss_known = False
        hearing = self.step(case, "hearing")
        self.assertEqual((hearing.plan_state, hearing.state), ("open", "waiting"))
        self.assertEqual(hearing.plan_text, "Loss above 100,000 yuan")
        self.assertFalse(case.current_step_id)
        self.assertIn("Loss above 100,000", case.next_action)
        for words in (case.matter_id.name, "enter “Loss” and tick “Loss Established”"):
            self.assertIn(words, case.next_action)
        self.assertIn("Hearing", case._get_step_name())
        self.assertEqual(case.activity_ids.mapped("summary"), ["Hearing"])
        for verb in (case.action_open_session, case.action_prepare_hearing):
            with self.assertRaisesRegex(UserError, "not known yet"):
                verb()
        with freeze_time("2026-06-05 02:00:00"):
            case.matter_id.loss_amount = 250000
        self.assertEqual((hearing.plan_state, hearing.state), ("applies", "running"))
        self.assertEqual(str(hearing.started_on), "2026-06-01")
        with self.assertRaisesRegex(UserError, "first complete the step “Hearing”"):
            case.action_open_session()
        self.hold_hearing(case)
        self.assertEqual(case.current_step_id.kind, "preliminary")
        self.open_session(case)

    def test_an_inquiry_establishes_the_loss_a_step_depends_on(self):
        loss = {"what": "loss", "comparison": "above", "value": "100000"}
        self.publish(new=[self.hearing(loss)])
        case = self.accept()
        inquiry = self.start_inquiry(case)
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>Found.</p>"
        self.assertIn("(if it applies)", inquiry.following_step)
        with self.assertRaisesRegex(UserError, "tick “Loss Established”.*“Hearing”"):
            act(inquiry).action_close()
        with self.assertRaises(AccessError):
            self.as_user("clerk", inquiry).loss_amount = 5
        inquiry.write({"loss_amount": 250000, "is_loss_known": True})
        self.assertEqual(case.matter_id.loss_amount, 250000)
        self.assertEqual(inquiry.following_step, "Hearing")
        (entry,) = self.entries("matter.loss")
        self.assertIn("250000", entry.content)
        act(inquiry).action_close()
        self.assertEqual(case.current_step_id.kind, "hearing")
        self.assertEqual(case.activity_ids.mapped("summary"), ["Hearing"])
        with self.assertRaises(AccessError):
            inquiry.loss_amount = 5

    def test_a_fact_that_changes_moves_the_case(self):
        loss = {"what": "loss", "comparison": "above", "value": "100000"}
        self.publish(new=[self.hearing(loss)])
        case = self.accept()
        case.matter_id.is_loss_known = True
        hearing = self.step(case, "hearing")
        self.assertEqual((hearing.plan_state, hearing.state), ("left_out", "skipped"))
        self.assertIn("Loss above 100,000 yuan", hearing._get_remarks()[0])
        # A fact that is not known any more opens the step again, and without a stop.
        case.matter_id.is_loss_known = False
        self.assertEqual((hearing.plan_state, hearing.state), ("open", "waiting"))
        case.matter_id.is_loss_known = True
        self.inquire(case)
        preliminary = self.step(case, "preliminary")
        self.assertEqual(preliminary.state, "running")
        with self.assertRaisesRegex(UserError, "is not taken in"):
            case.action_prepare_hearing()
        case.matter_id.loss_amount = 100001
        self.assertEqual((hearing.state, preliminary.state), ("running", "waiting"))
        case.matter_id.loss_amount = 100000
        self.assertEqual((hearing.state, preliminary.state), ("skipped", "running"))
        case.matter_id.loss_amount = 100001
        self.assertEqual((hearing.state, preliminary.state), ("running", "waiting"))
        self.assertTrue(self.entries("step.plan"))
        self.hold_hearing(case)
        self.decide(case)
        # What stands before a determination stays as it was.
        case.matter_id.loss_amount = 0
        self.assertEqual(hearing.state, "done")
