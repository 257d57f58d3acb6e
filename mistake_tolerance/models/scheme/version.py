from odoo import fields, models


class ToleranceSchemeVersion(models.Model):
    """One version of a scheme; unchangeable once published."""

    _name = "tolerance.scheme.version"
    _description = "Scheme Version"

    scheme_id = fields.Many2one(
        "tolerance.scheme", required=True, ondelete="restrict", index=True
    )
    number = fields.Integer(default=1, required=True)
