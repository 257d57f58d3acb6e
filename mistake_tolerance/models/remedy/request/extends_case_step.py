from odoo import api, models

from .limits import REVIEWS


class ToleranceCaseStep(models.Model):
    """A review is taken by deciding a request, never by a click alone."""

    _inherit = "tolerance.case.step"

    @api.model
    def _get_kinds_with_action(self):
        return (*super()._get_kinds_with_action(), *REVIEWS)

    def _get_own_button_refusal(self):
        if self.kind not in REVIEWS:
            return super()._get_own_button_refusal()
        return self.env._(
            "%(step)s is taken when a party asks for it: press Enter a Request on the "
            "case. If nobody asks, it is left out.",
            step=self.name,
        )
