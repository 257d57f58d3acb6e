from odoo import fields, models


class ToleranceMark(models.Model):
    _inherit = "tolerance.mark"

    decision_number = fields.Char(
        related="effect_id.name", string="Decision", help="Why the mark does not count."
    )
    matter_difference = fields.Text(
        related="matter_id.different_reason", string="Stated to Be Another Matter"
    )
