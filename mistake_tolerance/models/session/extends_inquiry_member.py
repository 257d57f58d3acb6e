from odoo import models


class ToleranceInquiryMember(models.Model):
    _inherit = "tolerance.inquiry.member"

    def _filter_unsuitable(self, part, user):
        """Nobody decides on what they inquire into."""
        found = super()._filter_unsuitable(part, user)
        return found | self.filtered(
            lambda member: user in member.case_id.session_ids.seat_ids.user_id
        )
