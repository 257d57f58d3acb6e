from odoo import models


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _get_decision_text(self, party):
        """Say of a decision that it was taken in a room and entered later."""
        text = super()._get_decision_text(party)
        session = party._get_deciding_result().session_id
        if not session.is_recorded:
            return text
        note = session._get_recorded_note()
        return f"{text}\n{note}"
