from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.field import written
from ...base.single import check_single


class ToleranceApplicationWithdrawal(models.TransientModel):
    """The dialog in which an applicant withdraws: the reason, and what follows."""

    _name = "tolerance.application.withdrawal"
    _description = "Withdraw an Application"

    application_id = fields.Many2one(
        "tolerance.application", required=True, ondelete="cascade"
    )
    consequences = fields.Text("What Follows", compute="_compute_consequences")
    reason = written.Text("Reason of Withdrawal")

    @api.depends("application_id")
    def _compute_consequences(self):
        for dialog in self:
            application = dialog.application_id
            dialog.consequences = (
                application._get_withdrawal_sentence() if application else False
            )

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs.application_id.check_access("read")
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self.application_id.check_access("read")
        return result

    def action_confirm(self):
        """Withdraw the application.

        :raises UserError: without a reason
        """
        check_single(self)
        application = self.application_id
        application.check_access("write")
        application._check_transition("withdraw")
        if not (self.reason or "").strip():
            raise UserError(self.env._("Give the reason of the withdrawal."))
        application._do_withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
