from odoo import models

from ...base.single import check_single


class ToleranceBallot(models.Model):
    """A member whose recusal is not decided yet does not vote."""

    _inherit = "tolerance.ballot"

    def _get_seat_refusal(self):
        if refusal := super()._get_seat_refusal():
            return refusal
        pending_sudo = self.session_id._get_pending_recusals()
        if self.env.user in pending_sudo.user_id:
            return self.env._("Your recusal has to be decided before you vote.")
        return False

    def action_declare_recusal(self):
        """Open the page on which the member declares the own recusal.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return self.session_id.action_declare_recusal()
