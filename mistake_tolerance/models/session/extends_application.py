from odoo import api, models


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    @api.model
    def _get_reader_parts(self, case_sudo):
        seats = case_sudo.session_ids.seat_ids.user_id
        words = self.env._("A member of the deciding body")
        return dict.fromkeys(seats.ids, words) | super()._get_reader_parts(case_sudo)
