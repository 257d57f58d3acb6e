from odoo import models

from ...base.write_permit import unlocked


class ToleranceDetermination(models.Model):
    """The reasons of a draft are worded in one text, here or in the session."""

    _inherit = "tolerance.determination"

    def write(self, vals):
        result = super().write(vals)
        if "reasons" in vals:
            self._share_reasons()
        return result

    def _share_reasons(self):
        """Enter the reasons of a draft in the result that it rests on."""
        # sudo: who confirms the decision may not have the rights of the session.
        for draft_sudo in self.sudo().filtered(lambda d: d.state == "draft"):
            result_sudo = draft_sudo.party_id._get_deciding_result()
            if result_sudo and result_sudo.reasons != draft_sudo.reasons:
                unlocked(result_sudo).write({"reasons": draft_sudo.reasons})
