from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..decision.db_triggers.person_functions import LED_AWAY
from ..decision.effects_in_force import get_in_force_domain


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _on_left(self):
        super()._on_left()
        if self._get_protecting_effects():
            raise UserError(self.env._(LED_AWAY.text))

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
