from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_deciding_ballot(self):
        """Return the ballot by which this party was decided about.

        :rtype: tolerance.ballot
        """
        self.ensure_one()
        ballots = self.case_id._get_deciding_session().ballot_ids
        return ballots.filtered(lambda ballot: ballot.party_id == self)[-1:]
