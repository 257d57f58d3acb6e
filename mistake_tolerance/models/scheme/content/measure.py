from odoo import fields, models


class ToleranceSchemeMeasure(models.Model):
    """A measure that corrects or prevents errors, or protects those who act."""

    _name = "tolerance.scheme.measure"
    _description = "Correction Measure"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "measures"
    _review_fields = ("kind", "is_always", "for_granted")

    kind = fields.Selection(
        [
            ("correction", "Correction of One Error"),
            ("prevention", "Prevention of Errors"),
            ("protection", "Protection of Those Who Act"),
        ],
        required=True,
        default="correction",
        help="A correction is taken with one party, prevention with none in "
        "particular; protection is for those who do their duty.",
    )
    is_always = fields.Boolean(
        "Always Due",
        help="Due in every correction, beside the measure chosen and never in its "
        "place.",
    )
    for_granted = fields.Boolean(
        "For Tolerated Parties",
        help="The measure is taken with every party whose error is tolerated.",
    )
