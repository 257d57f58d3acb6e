from odoo import api, models


class ToleranceEnforcement(models.AbstractModel):
    """What a refused mark gave as its reason, and the record it was to stand on."""

    _inherit = "tolerance.enforcement"

    @api.model
    def _describe_attempt(self, record):
        if record._name != "tolerance.mark":
            return super()._describe_attempt(record)
        return record.reason, record._get_parent() or record.result_ref or ()
