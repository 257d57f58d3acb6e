"""Keeps protections when it changes who descends from whom.

A unit that takes over another inherits its protections. Undoing that would take them
away, so it is refused while a decision is in force.
"""

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..decision.db_triggers.person_functions import PROTECTION_LOST
from ..decision.effects_in_force import get_in_force_domain


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _on_left(self):
        super()._on_left()
        if self._get_protecting_effects():
            raise UserError(self.env._(PROTECTION_LOST.text))

    def _on_joined(self):
        super()._on_joined()
        # Records about the successor may be about the decided matter.
        if effects := self._get_protecting_effects():
            self.env["tolerance.enforcement"]._sweep(effects)

    def _get_protecting_effects(self):
        # sudo: the check must find records that the reader may not see.
        Effect = self.env["tolerance.effect"].sudo()
        return Effect.search(
            get_in_force_domain() & Domain("subject_id", "in", self.ids)
        )
