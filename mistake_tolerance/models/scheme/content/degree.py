from odoo import fields, models

from ...base import bounded


class ToleranceSchemeDegree(models.Model):
    """An outcome a decision may have for a party."""

    _name = "tolerance.scheme.degree"
    _description = "Degree"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "degrees"
    _order = "rank, id"

    kind = fields.Selection(
        [
            ("exempt", "Exempt"),
            ("lighter", "Lighter"),
            ("reduced", "Reduced"),
            ("refused", "Not Tolerated"),
        ],
        required=True,
    )
    rank = bounded.Integer(
        "Order of Severity",
        required=True,
        default=0,
        aggregator=None,
        help="0 is best for the party; a higher number is worse.",
    )
