"""Sweeps when an effect is made, and restores records when it is lifted."""

from odoo import models


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    def _on_created(self):
        super()._on_created()
        self.env["tolerance.enforcement"]._sweep(self)

    def _on_lifted(self):
        super()._on_lifted()
        self.env["tolerance.neutralisation"]._restore(self)
