from odoo import fields, models


class ToleranceSchemeExclusion(models.Model):
    """A circumstance that excludes tolerance, or calls for stricter handling."""

    _name = "tolerance.scheme.exclusion"
    _description = "Exclusion"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "exclusions"

    kind = fields.Selection(
        [("stop", "Rules Tolerance Out"), ("aggravating", "Aggravating")],
        required=True,
        default="stop",
    )
