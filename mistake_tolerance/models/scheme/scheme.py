from odoo import fields, models


class ToleranceScheme(models.Model):
    """A regulation on error tolerance, with all its versions."""

    _name = "tolerance.scheme"
    _description = "Tolerance Scheme"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one("res.company")
    version_ids = fields.One2many("tolerance.scheme.version", "scheme_id")
