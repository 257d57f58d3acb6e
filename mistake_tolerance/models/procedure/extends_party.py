"""What is known about a party, for the steps that depend on it."""

from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_step_facts(self):
        """Return what steps may depend on about this party; later rooms add to it.

        :return: as :mod:`...rules.procedure` takes it
        :rtype: dict
        """
        self.ensure_one()
        return {"subject_kind": self.subject_kind}
