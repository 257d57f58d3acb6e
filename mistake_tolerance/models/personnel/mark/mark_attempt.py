from odoo import api, models


class ToleranceEnforcement(models.AbstractModel):
    """Keeps the reason of a refused mark, and the record that it was meant for."""

    _inherit = "tolerance.enforcement"

    @api.model
    def _describe_attempt(self, record):
        if record._name != "tolerance.mark":
            return super()._describe_attempt(record)
        return record.reason, record._get_parent() or record.result_ref or ()
