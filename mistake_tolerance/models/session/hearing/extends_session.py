from odoo import models


class ToleranceSession(models.Model):
    _inherit = "tolerance.session"

    def _get_open_refusal(self):
        """Refuse to open the voting while a hearing of the case is under way."""
        refusals = super()._get_open_refusal()
        if sentence := self.case_id._get_hearing_running_sentence():
            refusals.append(sentence)
        return refusals
