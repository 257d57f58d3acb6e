from odoo import models

from ...base.write_permit import unlocked


class ToleranceSessionResult(models.Model):
    """A return that the members carry puts their questions to the inquiry."""

    _inherit = "tolerance.session.result"

    def _on_return_carried(self, questions):
        super()._on_return_carried(questions)
        unlocked(self.session_id.question_ids).create(
            [
                {
                    "session_id": self.session_id.id,
                    "party_id": self.party_id.id,
                    "question": question,
                }
                for question in dict.fromkeys(questions)
            ]
        )

    def _is_return_carried(self):
        """Return whether the members voted to return the case about any of these.

        :rtype: bool
        """
        tallies = self.tally_ids.filtered(lambda tally: tally.question == "return")
        return any(tallies.mapped("is_carried"))
