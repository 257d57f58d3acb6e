from odoo import fields, models


class ToleranceSchemeArea(models.Model):
    """How a decision protects a person or unit in one area."""

    _name = "tolerance.scheme.area"
    _description = "Protected Area of a Scheme"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "areas"

    area_id = fields.Many2one(
        "tolerance.area",
        string="Effect Area",
        required=True,
        ondelete="restrict",
        index=True,
    )
    name = fields.Char(related="area_id.name", translate=True, required=False)
    code = fields.Char(related="area_id.code")
    subject_kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit")], required=True
    )
    form = fields.Selection(
        [
            ("unaffected", "Not Affected"),
            ("no_negative", "No Negative Appraisal"),
            ("deduction_reduced", "Deduction Reduced"),
            ("deduction_waived", "Deduction Waived"),
            ("same_treatment", "Treated the Same"),
        ],
        required=True,
        default="unaffected",
        string="Form of Effect",
    )
    free_after_period = fields.Boolean(
        "Free After the Influence Period",
        help="Where handling was only made lighter or reduced: once the influence "
        "period of that handling is over, this area is not affected any more.",
    )

    _area_uniq = models.UniqueIndex(
        "(version_id, area_id, subject_kind)",
        "This version names this area for this kind of subject already.",
    )
