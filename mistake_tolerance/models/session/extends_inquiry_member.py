from odoo import models


class ToleranceInquiryMember(models.Model):
    _inherit = "tolerance.inquiry.member"

    def _filter_unsuitable(self, part, user):
        """Keep members of the inquiry team from deciding on the case."""
        found = super()._filter_unsuitable(part, user)
        return found | self.filtered(
            lambda member: user in member.case_id.session_ids.seat_ids.user_id
        )
