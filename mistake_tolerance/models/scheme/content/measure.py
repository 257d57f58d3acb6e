from odoo import fields, models


class ToleranceSchemeMeasure(models.Model):
    """A measure that corrects or prevents errors."""

    _name = "tolerance.scheme.measure"
    _description = "Correction Measure"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "measures"

    for_granted = fields.Boolean(
        "For Tolerated Parties",
        help="The measure is taken with every party whose error is tolerated.",
    )
