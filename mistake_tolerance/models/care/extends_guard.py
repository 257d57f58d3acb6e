from odoo import api, models


class ToleranceGuard(models.Model):
    """Post adjustments are counted in a dry run as other personnel records are."""

    _inherit = "tolerance.guard"

    @api.model
    def _get_countable_models(self):
        return super()._get_countable_models() | {"tolerance.post.adjustment"}
