"""Names members of the inquiry to the applicant by their role, not by name."""

from odoo import api, models


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    @api.model
    def _get_reader_parts(self, case_sudo):
        inquirers = case_sudo.inquiry_ids.member_ids.user_id
        words = self.env._("A member of the inquiry")
        return dict.fromkeys(inquirers.ids, words) | super()._get_reader_parts(
            case_sudo
        )
