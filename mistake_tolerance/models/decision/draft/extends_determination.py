from odoo import api, fields, models

from ...base.write_permit import unlocked


class ToleranceDetermination(models.Model):
    """The reasons of a draft are worded in one text, here or in the session."""

    _inherit = "tolerance.determination"

    recorded_note = fields.Char("Recorded", compute="_compute_recorded_note")

    @api.depends("party_id.case_id.session_ids.state")
    @api.depends_context("lang")
    def _compute_recorded_note(self):
        """Say of a decision that it was taken in a room and entered later."""
        for determination in self:
            # sudo: who reads the decision may not read the session.
            party_sudo = determination.sudo().party_id
            result_sudo = party_sudo.case_id and party_sudo._get_deciding_result()
            determination.recorded_note = (
                result_sudo.session_id._get_recorded_note() if result_sudo else False
            )

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
