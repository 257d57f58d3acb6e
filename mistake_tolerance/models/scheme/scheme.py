from odoo import fields, models


class ToleranceScheme(models.Model):
    """A regulation on error tolerance, with all its versions."""

    _name = "tolerance.scheme"
    _description = "Tolerance Scheme"
    _order = "name, id"

    name = fields.Char("Title", required=True, translate=True)
    code = fields.Char(
        copy=False,
        help="Short name by which the program finds a shipped regulation again.",
    )
    issuer = fields.Char(translate=True, help="The organ that issued the regulation.")
    document_number = fields.Char()
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index="btree_not_null"
    )
    parent_id = fields.Many2one(
        "tolerance.scheme",
        string="Higher Regulation",
        ondelete="restrict",
        index="btree_not_null",
        help="Where the two disagree, the higher regulation prevails.",
    )
    version_ids = fields.One2many(
        "tolerance.scheme.version", "scheme_id", string="Versions"
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL",
        "This regulation is loaded already for the company.",
    )
