"""The dialog in which the clerk sets the level of confidentiality."""

from odoo import fields, models

from ..base.field import written
from ..base.person import check_person
from ..base.single import check_single
from .classified_mixin import LEVELS


class ToleranceClassificationWizard(models.TransientModel):
    _name = "tolerance.classification.wizard"
    _description = "Enter the Confidentiality Level"
    _inherit = ["tolerance.document.dialog.mixin"]

    level = fields.Selection(LEVELS, required=True)
    reason = written.Text(
        "Ground",
        help="Who set the level, and by which act. Required to change the level.",
    )

    def action_confirm(self):
        """Set the level; a case that stood below is raised, and the clerk told."""
        check_single(self)
        check_person(self.env)
        record = self._get_record()
        case = record._get_case()
        before = case.secrecy_level
        record._do_classify(self.level, self.reason)
        close = {"type": "ir.actions.act_window_close"}
        if case == record or case.secrecy_level == before:
            return close
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Case %(number)s was raised to the same level.", number=case.name
                ),
                "next": close,
            },
        }
