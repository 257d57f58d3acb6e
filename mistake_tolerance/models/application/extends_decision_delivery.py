"""Shows the applicant the decision once it has been handed over in writing."""

from odoo import fields, models


class ToleranceDecisionDelivery(models.Model):
    _inherit = "tolerance.decision.delivery"

    application_id = fields.Many2one(related="party_id.application_id")

    def _do_serve(self):
        """Share what was handed over with the applicant."""
        super()._do_serve()
        self.application_id._do_serve(self.text, day=self.served_on)
