"""Gives tasks of the clerks to the one who receives applications."""

from odoo import models


class ToleranceTaskMixin(models.AbstractModel):
    _inherit = "tolerance.task.mixin"

    def _get_clerks(self, company):
        """Prefer the clerk on whose desk the agency puts new applications."""
        # sudo: every user may know who the clerk in charge is.
        clerk = company.sudo().tolerance_clerk_id.sudo(False)
        return clerk - self._get_barred_users() or super()._get_clerks(company)
