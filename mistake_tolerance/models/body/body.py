from odoo import fields, models


class ToleranceBody(models.Model):
    """A committee or an office that acts in a tolerance procedure."""

    _name = "tolerance.body"
    _description = "Body"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        help="Short name by which a shipped regulation finds this body again.",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("committee", "Committee"), ("office", "Office")],
        required=True,
        default="committee",
        help="A committee decides in session; in an office one person acts for all.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    head_user_id = fields.Many2one(
        "res.users", string="Head", ondelete="restrict", index="btree_not_null"
    )
    member_ids = fields.One2many("tolerance.body.member", "body_id", string="Members")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Another body of this company has this code.",
    )
