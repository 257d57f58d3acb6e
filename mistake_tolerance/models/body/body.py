from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base import bounded


class ToleranceBody(models.Model):
    """A committee or an office that acts in a tolerance procedure."""

    _name = "tolerance.body"
    _description = "Body"
    _inherit = ["tolerance.ledger.mixin", "tolerance.permit"]
    _order = "sequence, name, id"

    _permit_fields = frozenset({"head_user_id", "company_id", "kind"})
    _permit_rows = False

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        help="Short name by which a shipped regulation finds this body again.",
    )
    sequence = bounded.Integer(default=10)
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
    upper_body_id = fields.Many2one(
        "tolerance.body",
        ondelete="restrict",
        index="btree_not_null",
        help="The body above, as the committee of the bureau above that of a prison. "
        "It is told when a time limit passes, where the scheme says so.",
    )
    member_ids = fields.One2many("tolerance.body.member", "body_id", string="Members")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Another body of this company has this code.",
    )

    @api.constrains("upper_body_id")
    def _check_upper_body_id(self):
        if self._has_cycle("upper_body_id"):
            raise ValidationError(self.env._("A body cannot stand above itself."))

    def write(self, vals):
        result = super().write(vals)
        if kept := self._get_ledger_fields() & vals.keys():
            self._ledger_append("body.change", lambda body: body._get_plain(kept))
        return result

    @api.model
    def _get_ledger_fields(self):
        """Return the fields whose changes the ledger keeps; later rooms add theirs.

        :rtype: set
        """
        return {"name", "kind", "head_user_id", "upper_body_id", "active"}

    @api.model_create_multi
    def create(self, vals_list):
        bodies = super().create(vals_list)
        bodies._ledger_append(
            "body.create", lambda body: body._get_plain({"kind", "head_user_id"})
        )
        return bodies

    def _get_plain(self, names):
        """Return plain values of the fields ``names``.

        :rtype: dict
        """
        self.ensure_one()
        return {
            name: self._fields[name].convert_to_write(self[name], self) or None
            for name in sorted(names)
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "body.create": self.env._("Body set up"),
            "body.change": self.env._("Body changed"),
        }
