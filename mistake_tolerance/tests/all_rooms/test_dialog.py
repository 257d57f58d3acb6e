from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk

ADDONS = ("mistake_tolerance", "mistake_tolerance_reports")


@tagged("post_install", "-at_install")
class TestDialog(CaseWalk):
    """What somebody types into a dialog is nobody else's, also before it is sent."""

    def _get_dialogs(self):
        return [
            model
            for model in self.env.values()
            if model._transient
            and not model._abstract
            and model._original_module in ADDONS
        ]

    def test_every_dialog_has_a_rule_of_its_owner(self):
        dialogs = self._get_dialogs()
        self.assertGreater(len(dialogs), 5)
        for model in dialogs:
            with self.subTest(model=model._name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", model._name), ("groups", "=", False)]
                )
                self.assertIn(
                    "[('create_uid', '=', user.id)]", rules.mapped("domain_force")
                )

    def test_open_dialog_is_hidden_from_other_clerks(self):
        application = self.file()
        Answer = self.env["tolerance.application.answer"]
        answer = Answer.with_user(self.users["clerk"]).create(
            {
                "application_id": application.id,
                "decision": "return",
                "reason": "Not yet decided.",
            }
        )
        other = self.users["colleague"]
        other.group_ids = [
            Command.link(self.env.ref("mistake_tolerance.group_clerk").id)
        ]
        self.assertFalse(Answer.with_user(other).search([("id", "=", answer.id)]))
        with self.assertRaises(AccessError):
            answer.with_user(other).read(["reason"])
