from odoo import api, models


class ToleranceGuard(models.Model):
    """The personnel records that an administrator may count in a dry run."""

    _inherit = "tolerance.guard"

    @api.model
    def _get_countable_models(self):
        return super()._get_countable_models() | {
            "tolerance.appraisal",
            "tolerance.commendation",
            "tolerance.mark",
            "tolerance.promotion",
        }
