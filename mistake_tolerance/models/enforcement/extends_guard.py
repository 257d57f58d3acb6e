"""Judges existing records when a guard is made or changed."""

from odoo import api, models

from ..base.loading import is_loading


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    @api.model_create_multi
    def create(self, vals_list):
        guards = super().create(vals_list)
        guards._sweep_if_watching()
        return guards

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"name", "sequence"}:
            self._sweep_if_watching()
        return result

    def _sweep_if_watching(self):
        """Sweep: records that a guard newly reads may be negative already."""
        if not is_loading(self.env) and self.filtered("active"):
            self.env["tolerance.enforcement"]._sweep()
