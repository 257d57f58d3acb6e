from odoo import api, fields, models


class ToleranceSchemeArea(models.Model):
    """How a decision protects a person or unit in one area."""

    _name = "tolerance.scheme.area"
    _description = "Protected Area of a Scheme"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "areas"
    _preset_refs = ("code",)  # the name is that of the effect area
    _review_fields = ("subject_kind", "form", "free_after_period", "exempt_only")

    area_id = fields.Many2one(
        "tolerance.area",
        string="Effect Area",
        ondelete="restrict",
        index=True,
        help="Empty only where the wording is not known.",
    )
    name = fields.Char(related="area_id.name", translate=True, required=False)
    code = fields.Char(related="area_id.code")
    subject_kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit")],
        help="Empty only where the wording is not known.",
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

    exempt_only = fields.Boolean(
        "Only Where Exempt",
        help="The regulation names this beside its areas, for those who are exempted "
        "altogether and not for a lighter or reduced handling.",
    )

    _area_uniq = models.UniqueIndex(
        "(version_id, area_id, subject_kind)",
        "This version names this area for this kind of subject already.",
    )
    _area_known = models.Constraint(
        "CHECK (is_open OR (area_id IS NOT NULL AND subject_kind IS NOT NULL))",
        "Name the area and whom it protects, or say that the wording is not known.",
    )

    @api.depends("area_id.name", "is_open")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name an area that the source counts but does not name."""
        for area in self:
            area.display_name = area.area_id.name or area.marking

    def _get_form(self, degree):
        """Return how a decision protects in this area.

        :param tolerance.scheme.degree degree: what is decided
        :rtype: str
        """
        self.ensure_one()
        is_reduced = degree.area_effect == "reduced" and not self.free_after_period
        return "deduction_reduced" if is_reduced else self.form
