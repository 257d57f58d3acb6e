from odoo import fields, models


class TolerancePromotionCheck(models.Model):
    """One requirement that a proposal has to meet."""

    _name = "tolerance.promotion.check"
    _description = "Promotion Checklist Line"
    _order = "sequence, id"

    promotion_id = fields.Many2one(
        "tolerance.promotion", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Requirement", required=True)
    is_met = fields.Boolean("Met")
    note = fields.Char("Basis")
