from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import act
from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrectionReport(CareCase):
    """What is reported, and who checks it."""

    def test_a_report_needs_cause_and_proof(self):
        correction = self.make_planned()
        own = self.as_user("officer", correction)
        with self.assertRaisesRegex(UserError, "Cause.*Proof"):
            own.action_report()
        own.cause = "The device lagged."
        with self.assertRaisesRegex(UserError, "attach what shows it"):
            own.action_report()
        own.proof_attachment_ids = self.as_user("officer")["ir.attachment"].create(
            {"name": "list.txt", "raw": b"counted"}
        )
        own.action_report()
        self.assertEqual(correction.state, "reported")
        self.assertIn("sha256", self.get_entries(correction)[-1].content)
        attachment = correction.proof_attachment_ids
        self.assertEqual(
            self.as_user("head", attachment).raw, b"counted", "the checker reads it"
        )
        with self.assertRaises(AccessError):
            self.as_user("colleague", attachment).read(["raw"])
        with self.assertRaises(AccessError):
            self.as_user("officer", attachment).unlink()

    def test_reporter_is_not_the_checker(self):
        correction = self.make_planned(checker_id=self.users["clerk"].id)
        as_clerk = self.as_user("clerk", correction)
        self.assertFalse(as_clerk.can_report or as_clerk.can_edit_report)
        with self.assertRaisesRegex(UserError, "when that person has left"):
            as_clerk.action_report()
        with self.assertRaises(AccessError):
            as_clerk.cause = "The device lagged."
        correction.responsible_id.sudo().active = False
        as_clerk.invalidate_recordset()
        self.assertTrue(as_clerk.can_report and as_clerk.can_edit_report)
        as_clerk.write({"cause": "The device lagged.", "proof": "On paper."})
        as_clerk.action_report()
        self.assertFalse(as_clerk.can_verify)
        as_clerk.result = "Fine."
        with self.assertRaisesRegex(UserError, "another checker"):
            act(as_clerk).action_verify()

    def test_only_the_checker_verifies_and_says_what_was_found(self):
        correction = self.make_planned()
        self.report(correction)
        with self.assertRaisesRegex(UserError, "only the checker"):
            act(self.as_user("clerk", correction)).action_verify()
        with self.assertRaises(AccessError):
            act(self.as_user("officer", correction)).action_verify()
        with self.assertRaisesRegex(UserError, "Finding of the Checker"):
            act(self.as_user("head", correction)).action_verify()
        self.assertEqual(correction.state, "reported")

    def test_sent_back_with_the_finding_and_reported_again(self):
        correction = self.make_planned()
        self.report(correction)
        checker = self.as_user("head", correction)
        checker.result = "No list for the second night."
        act(checker).action_send_back()
        self.assertEqual(correction.state, "planned")
        self.assertEqual(correction.return_reason, "No list for the second night.")
        self.assertFalse(correction.result)
        self.assertEqual(correction.return_count, 1)
        self.assertEqual(
            self.get_todo(correction, "report_correction"), self.users["officer"]
        )
        self.report(correction)
        self.assertEqual(correction.state, "reported")
