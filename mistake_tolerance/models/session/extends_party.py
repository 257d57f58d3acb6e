from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_step_facts(self):
        """Add the degree, once the deciding session has closed."""
        facts = super()._get_step_facts()
        # sudo: the steps need it; not everybody who reads them reads the results.
        if degree := self.sudo()._get_deciding_result().degree_id:
            facts["degree"] = degree._get_reference_code()
        return facts

    def _get_deciding_result(self):
        """Return the result by which this party was decided about.

        A session called anew decides only about the parties left.

        :rtype: tolerance.session.result
        """
        self.ensure_one()
        closed = self.case_id.session_ids.filtered(
            lambda session: session.kind == "decision" and session.state == "closed"
        )
        results = closed.result_ids.filtered(
            lambda result: result.party_id == self and result.state == "decided"
        )
        return results.sorted("id")[-1:]
