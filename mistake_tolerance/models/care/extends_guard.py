from odoo import api, models


class ToleranceGuard(models.Model):
    """Counts post adjustments in a dry run, like other personnel records."""

    _inherit = "tolerance.guard"

    @api.model
    def _get_countable_models(self):
        return super()._get_countable_models() | {"tolerance.post.adjustment"}
