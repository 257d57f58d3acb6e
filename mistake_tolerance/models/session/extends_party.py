from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_deciding_ballot(self):
        """Return the ballot by which this party was decided about.

        :rtype: tolerance.ballot
        """
        self.ensure_one()
        sessions = self.case_id.session_ids.filtered(
            lambda session: session.kind == "decision" and session.state == "closed"
        )
        return sessions.ballot_ids.filtered(lambda b: b.party_id == self)[-1:]
