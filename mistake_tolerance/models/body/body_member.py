from odoo import fields, models


class ToleranceBodyMember(models.Model):
    """A person who belongs to a body."""

    _name = "tolerance.body.member"
    _description = "Member of a Body"
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
    sequence = fields.Integer(default=10)

    _user_uniq = models.UniqueIndex(
        "(body_id, user_id)", "This person is a member of the body already."
    )
