from odoo import api, fields, models

from ...base.field import written
from ..scheme_part_mixin import make_field_error


class ToleranceSchemeArea(models.Model):
    """How a decision protects a person or unit in one area."""

    _name = "tolerance.scheme.area"
    _description = "Protected Area of a Scheme"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "areas"
    _preset_refs = ("code",)  # the name is that of the effect area
    _review_fields = (
        "subject_kind",
        "degree_id",
        "form",
        "free_after_period",
        "exempt_only",
    )

    area_id = fields.Many2one(
        "tolerance.area",
        string="Effect Area",
        ondelete="restrict",
        index=True,
        help="Empty only where the wording is not known.",
    )
    name = written.Char(related="area_id.name", translate=True, required=False)
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
        help="Not affected: the error changes nothing there. No negative appraisal, "
        "deduction reduced, deduction waived: what an appraisal may not do, or only in "
        "part. Treated the same: as those who made no error.",
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        "Only for This Outcome",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
        help="Where the regulation gives each outcome its own areas or forms: one line "
        "for each. It holds for this outcome in this form, whatever its Areas "
        "Protected say otherwise. Empty: for every outcome, as its Areas Protected "
        "say.",
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
        "(version_id, area_id, subject_kind, COALESCE(degree_id, 0))",
        "This version names this area for this kind of subject and this outcome "
        "already.",
    )
    _area_known = models.Constraint(
        "CHECK (is_open OR (area_id IS NOT NULL AND subject_kind IS NOT NULL))",
        "Name the area and whom it protects, or say that the wording is not known.",
    )
    _area_outcome = models.Constraint(
        "CHECK (degree_id IS NULL OR exempt_only IS NOT TRUE)",
        "Name the outcome, or say that the area is only for those exempted: not both.",
    )

    @api.constrains("degree_id", "version_id")
    def _check_degree_id(self):
        for area in self:
            if area.degree_id.version_id - area.version_id:
                raise make_field_error(
                    "degree_id",
                    self.env._(
                        "%(name)s belongs to another version. Choose one of the same "
                        "version.",
                        name=area.degree_id.display_name,
                    ),
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
        if self.degree_id:
            return self.form
        is_reduced = degree.area_effect == "reduced" and not self.free_after_period
        return "deduction_reduced" if is_reduced else self.form
