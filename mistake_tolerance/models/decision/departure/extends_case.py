from odoo import models


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _get_decision_text(self, party):
        """Say from whose opinion the decision departs, and why."""
        text = super()._get_decision_text(party)
        # sudo: the user who delivers the decision may not be able to read it.
        departure = self.sudo()._get_decision(party)._get_departure_sentence()
        return f"{text}\n{departure}" if departure else text
