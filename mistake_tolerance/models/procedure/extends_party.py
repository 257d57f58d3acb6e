"""What is known about a party, for the steps that depend on it."""

from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_step_facts(self):
        """Return the facts about this party on which steps may depend; a hook.

        :return: as :mod:`...rules.procedure` takes it
        :rtype: dict
        """
        self.ensure_one()
        return {"subject_kind": self.subject_kind}
