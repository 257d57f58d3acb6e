from odoo import fields, models


class ToleranceSchemeFactor(models.Model):
    """A question the assessment of every case must answer."""

    _name = "tolerance.scheme.factor"
    _description = "Assessment Factor"
    _inherit = ["tolerance.scheme.provision"]

    kind = fields.Selection(
        [
            ("condition", "Condition"),
            ("distinction", "Distinction"),
            ("factor", "Factor"),
        ],
        required=True,
        default="factor",
    )
    question = fields.Text(required=True, translate=True)
