from odoo import models


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    def _get_follow_up_months(self, company):
        """Where the regulation sets no length, the agency's own counts."""
        return super()._get_follow_up_months(company) or company._tolerance_setting(
            "tolerance_follow_up_months"
        )
