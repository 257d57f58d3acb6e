"""The declaration of a user that they are related to somebody."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.db_trigger import keep_columns
from ..base.deletion import ondelete
from ..base.person import check_person
from ..base.write_permit import is_unlocked


class ToleranceInterestDeclaration(models.Model):
    """An interest that a user declares: kin of a person, witness or interest in a case.

    Everybody declares their own; it keeps them out of the cases it touches.
    """

    _name = "tolerance.interest.declaration"
    _description = "Declared Interest"
    _inherit = ["tolerance.original"]
    _order = "id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users",
        string="Declared By",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(
        [
            ("kin", "Related to the Person"),
            ("interest", "Other Interest That Could Affect Fairness"),
        ],
        required=True,
        default="kin",
    )
    subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person or Unit",
        required=True,
        index=True,
        ondelete="restrict",
    )
    note = fields.Char(
        help="Which relationship or interest it is. Only you and the clerks can "
        "read it."
    )
    active = fields.Boolean(
        default=True,
        help="Archive it when the relationship has ended. It stays on file.",
    )

    _interest_uniq = models.UniqueIndex(
        "(user_id, subject_id, kind)", "You have declared this interest already."
    )

    def init(self):
        """Forbid in the database to change what the record is about."""
        super().init()
        keep_columns(self, "user_id", "subject_id", "kind")

    @api.model_create_multi
    def create(self, vals_list):
        # Users declare only for themselves, or a program could bar any user.
        if not is_unlocked(self):
            check_person(self.env)
            vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        declarations = super().create(vals_list)
        declarations._watch_conflicts()
        return declarations

    def write(self, vals):
        if vals.keys() - {"note", "active"}:
            raise AccessError(
                self.env._(
                    "A declared interest cannot change. Archive it and declare "
                    "another one."
                )
            )
        if "active" in vals:
            check_person(self.env)
        result = super().write(vals)
        if "active" in vals:
            self._watch_conflicts()
        return result

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(
            self.env._("A declared interest stays on file. Archive it instead.")
        )

    def _watch_conflicts(self):
        # sudo: the declaring user cannot see the cases that the interest closes.
        self.env["tolerance.conflict"].sudo()._refresh_for(self.subject_id)
