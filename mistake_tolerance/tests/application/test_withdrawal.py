from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestReceiptAndWithdrawal(CaseWalk):
    """Requirement: a receipt that can be checked, and a withdrawal with its reason."""

    def check(self, number, code):
        check = self.as_user("colleague")["tolerance.receipt.check"].create(
            {"number": number, "code": code}
        )
        act(check).action_check()
        return check

    def test_the_system_knows_its_receipts(self):
        application = self.submit()
        code = application.check_code
        self.assertIn(code, application.receipt)
        for typed in (code, f" {code.lower()} ", code.replace("-", "")):
            check = self.check(application.name, typed)
            self.assertEqual(check.result, "genuine")
            self.assertEqual(check.receipt, application.receipt)
        other = self.submit("colleague")
        for number, typed in (
            (application.name, other.check_code),
            (application.name, "0000"),
            (application.name, "-"),
            ("nothing", code),
        ):
            check = self.check(number, typed)
            self.assertEqual(check.result, "unknown")
            self.assertFalse(check.receipt)

    def withdraw(self, application, reason="Settled otherwise."):
        action = act(application).action_withdraw()
        dialog = application.env[action["res_model"]].with_context(**action["context"])
        dialog = dialog.create({"reason": reason})
        self.assertIn("proceeding goes on", dialog.consequences)
        return act(dialog).action_confirm()

    def test_withdrawn_with_a_reason(self):
        application = self.submit()
        with self.assertRaises(UserError):
            self.withdraw(application, " ")
        self.withdraw(application)
        self.assertEqual(application.state, "withdrawn")
        self.assertFalse(application.sudo().activity_ids)
        self.assertFalse(application.can_submit)
        self.assertFalse(application.can_withdraw)
        entries = self.env["tolerance.ledger.entry"].sudo()
        entry = entries.search([("verb", "=", "application.withdraw")])
        self.assertEqual(len(entry), 1)
        # One may apply again.
        self.assertEqual(self.submit().state, "with_unit")

    def test_only_the_applicant_withdraws_and_not_from_a_case(self):
        application = self.file()
        for role in ("head", "clerk"):
            with self.subTest(role), self.assertRaises(UserError):
                act(self.as_user(role, application)).action_withdraw()
        self.answer(application)
        with self.assertRaises(UserError):
            act(application).action_withdraw()
        Dialog = application.env["tolerance.application.withdrawal"]
        dialog = Dialog.create({"application_id": application.id, "reason": "No."})
        with self.assertRaises(UserError):
            act(dialog).action_confirm()
        self.assertEqual(application.state, "accepted")

    def test_the_limit_asks_again(self):
        with freeze_time("2026-06-01 02:00:00"):
            application = self.submit()
        with freeze_time("2026-06-30 02:00:00"):
            sentence = application._get_withdrawal_sentence()
            self.assertIn("ended", sentence)
        with freeze_time("2026-06-02 02:00:00"):
            self.assertIn("ends on", application._get_withdrawal_sentence())
