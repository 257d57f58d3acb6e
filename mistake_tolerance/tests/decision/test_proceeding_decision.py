import base64
from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestProceedingDecision(CaseWalk):
    """Requirement: the organ is told, and what it does against it is reported."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company._tolerance_today()

    def decided(self, kind="exempt"):
        case = self.accept()
        self.inquire(case)
        self.decide(case, kind)
        return case

    def get_names(self, case):
        return case.sudo().activity_ids.activity_type_id.mapped("name")

    def find_messages(self, case):
        partner = self.users["supervisor"].partner_id
        return self.env["mail.message"].search(
            [("partner_ids", "in", partner.ids), ("subject", "like", case.name)]
        )

    def test_the_organ_is_told_and_gives_a_receipt(self):
        case = self.decided()
        self.assertTrue(case.must_tell_organ)
        self.assertIn("Tell the Organ of the Decision", self.get_names(case))
        action = act(case).action_open_proceeding()
        proceeding = case.env[action["res_model"]].browse(action["res_id"])
        proceeding.write({"decision_sent_on": self.today, "decision_sent_way": "Post"})
        self.assertIn("Tell the Organ of the Decision", self.get_names(case))
        scan = proceeding.env["ir.attachment"].create(
            {"name": "receipt.pdf", "datas": base64.b64encode(b"%PDF receipt")}
        )
        proceeding.write(
            {
                "decision_received_on": self.today,
                "decision_received_by": "Office of the organ",
                "decision_receipt_ids": [(6, 0, scan.ids)],
            }
        )
        self.assertNotIn("Tell the Organ of the Decision", self.get_names(case))
        self.assertFalse(case.must_tell_organ)
        entries = self.env["tolerance.ledger.entry"].sudo()
        entry = entries.search([("verb", "=", "proceeding.receipt")], limit=1)
        self.assertIn("receipt.pdf", entry.content)
        with self.assertRaises(UserError):
            scan.raw = b"another"

    def test_received_not_before_it_was_sent(self):
        proceeding = self.decided().proceeding_id
        proceeding.decision_sent_on = self.today
        with self.assertRaises(ValidationError):
            proceeding.decision_received_on = self.today - timedelta(days=1)

    def test_an_organ_that_closes_first_is_reported(self):
        case = self.accept()
        case.proceeding_id.closed_on = self.today
        self.assertIn("before the decision", case.proceeding_id.warning)
        self.assertIn("The Organ Closed before the Decision", self.get_names(case))
        self.assertEqual(len(self.find_messages(case)), 1)

    def test_an_organ_that_closes_afterwards_is_not(self):
        case = self.decided()
        case.proceeding_id.closed_on = self.today
        self.assertFalse(case.proceeding_id.warning)
        self.assertFalse(self.find_messages(case))

    def test_heavier_than_decided_is_reported_once(self):
        case = self.decided()
        proceeding = case.proceeding_id
        proceeding.final_measure = "talk"
        self.assertEqual(proceeding.final_outcome, "open")
        self.assertFalse(self.find_messages(case))
        proceeding.final_measure = "warning"
        self.assertEqual(proceeding.final_outcome, "heavier")
        self.assertIn("more heavily", proceeding.warning)
        self.assertIn("Handled More Heavily than Decided", self.get_names(case))
        self.assertEqual(len(self.find_messages(case)), 1)
        proceeding.final_measure = "demerit"
        self.assertEqual(len(self.find_messages(case)), 1)

    def test_what_was_done_before_the_decision_is_compared_with_it(self):
        case = self.accept()
        case.proceeding_id.final_measure = "demerit"
        self.assertFalse(case.proceeding_id.final_outcome)
        self.inquire(case)
        self.decide(case)
        self.assertEqual(case.proceeding_id.final_outcome, "heavier")
        self.assertEqual(len(self.find_messages(case)), 1)

    def test_a_refused_party_is_not_compared(self):
        case = self.decided("refused")
        case.proceeding_id.final_measure = "dismissal"
        self.assertFalse(case.proceeding_id.final_outcome)
