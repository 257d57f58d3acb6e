from odoo import fields, models


class ToleranceMark(models.Model):
    _inherit = "tolerance.mark"

    decision_number = fields.Char(
        related="effect_id.name", string="Decision", help="Why the mark does not count."
    )
