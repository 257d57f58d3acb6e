"""Plans no task for a user with a conflict of interest in the record."""

from odoo import models


class ToleranceTaskMixin(models.AbstractModel):
    _inherit = "tolerance.task.mixin"

    def _get_barred_users(self):
        barred = self.env["tolerance.conflict"]._get_conflicted_by_record(self)
        return super()._get_barred_users().union(*barred.values())
