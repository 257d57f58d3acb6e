from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_step_facts(self):
        """Add the degree, once the deciding session has closed."""
        facts = super()._get_step_facts()
        # sudo: the steps need it; not everybody who reads them reads the ballots.
        if degree := self.sudo()._get_deciding_ballot().degree_id:
            facts["degree"] = degree._get_reference_code()
        return facts

    def _get_deciding_ballot(self):
        """Return the ballot by which this party was decided about.

        :rtype: tolerance.ballot
        """
        self.ensure_one()
        ballots = self.case_id._get_deciding_session().ballot_ids
        return ballots.filtered(lambda ballot: ballot.party_id == self)[-1:]
