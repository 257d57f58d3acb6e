from odoo import api, fields, models

from ..base import bounded


class ToleranceBodyMember(models.Model):
    """A person who belongs to a body."""

    _name = "tolerance.body.member"
    _description = "Member of a Body"
    _inherit = ["tolerance.ledger.mixin", "tolerance.permit"]
    _rec_name = "user_id"
    _order = "sequence, id"

    body_id = fields.Many2one(
        "tolerance.body", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="body_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", required=True, ondelete="restrict", index=True
    )
    role = fields.Selection(
        [
            ("chair", "Chair"),
            ("vice_chair", "Vice Chair"),
            ("member", "Member"),
            ("secretary", "Secretary"),
        ],
        required=True,
        default="member",
    )
    sequence = bounded.Integer(default=10)

    _user_uniq = models.UniqueIndex(
        "(body_id, user_id)", "This person is a member of the body already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._ledger_append("body.member.add")
        return members

    def write(self, vals):
        result = super().write(vals)
        if {"body_id", "user_id", "role"} & vals.keys():
            self._ledger_append("body.member.change")
        return result

    def unlink(self):
        self._ledger_append("body.member.remove")
        return super().unlink()

    def _get_ledger_record(self):
        # A change of members is entered as an act on the body.
        return self.body_id

    def _get_ledger_values(self):
        return {"user_id": self.user_id.id, "role": self.role}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "body.member.add": self.env._("Member added to a body"),
            "body.member.change": self.env._("Member of a body changed"),
            "body.member.remove": self.env._("Member removed from a body"),
        }
