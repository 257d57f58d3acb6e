from odoo import api, fields, models

from ...base import bounded

PUBLISHED = ("published", "withdrawn")


class ToleranceSchemeDegree(models.Model):
    """An outcome a decision may have for a party."""

    _name = "tolerance.scheme.degree"
    _description = "Degree"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "degrees"
    _review_fields = ("kind", "rank", "area_effect")
    _order = "rank, id"

    kind = fields.Selection(
        [
            ("exempt", "Exempt"),
            ("lighter", "Lighter"),
            ("reduced", "Reduced"),
            ("refused", "Not Tolerated"),
        ],
        required=True,
        help="What the outcome is in general, whatever the regulation calls it. "
        "“Not tolerated” is all that is left where tolerance is ruled out.",
    )
    area_effect = fields.Selection(
        [
            ("full", "Every Area in Its Form"),
            ("reduced", "Points Deducted at Most in Part"),
            ("after_period", "Only What Is Free After the Influence Period"),
            ("none", "No Area"),
        ],
        "Areas Protected",
        compute="_compute_area_effect",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="What a decision with this outcome protects. Every area in its form: as "
        "the list of areas says. Points deducted at most in part: each area, but as "
        "“deduction reduced” whatever its form; an area that is free after the "
        "influence period keeps its form. A line of that list which "
        "names an outcome holds for it in the form that it says.",
    )
    rank = bounded.Integer(
        "Order of Severity",
        required=True,
        default=0,
        aggregator=None,
        help="0 is best for the party; a higher number is worse.",
    )

    @api.depends("kind")
    def _compute_area_effect(self):
        """Propose what fits the kind; the regulation may say otherwise."""
        usual = {"exempt": "full", "refused": "none"}
        for degree in self:
            if degree.area_effect and degree.version_id.state in PUBLISHED:
                continue  # it stays as it was published
            degree.area_effect = usual.get(degree.kind, "reduced")
