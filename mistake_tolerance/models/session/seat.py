from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.db_trigger import keep_columns
from ..base.deletion import ondelete
from ..base.field import written
from ..base.permit import check_permit
from ..base.write_permit import is_unlocked, lock, unlocked
from .db_triggers.ballot_triggers import protect_roll

# What the people who prepare the session enter while it is called.
PREPARED = frozenset({"leave_reason"})


class ToleranceSessionSeat(models.Model):
    """The place of a member on the roll of a session; fixed when the voting opens."""

    _name = "tolerance.session.seat"
    _description = "Seat in a Session"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "user_id"
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    # The holder of a seat is shown in lists too.
    _logged_content = frozenset()

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    session_state = fields.Selection(related="session_id.state", string="Session Is")
    user_id = fields.Many2one(
        "res.users", string="Member", required=True, ondelete="restrict", index=True
    )
    role = fields.Selection(
        [("chair", "Chair"), ("vice_chair", "Vice Chair"), ("member", "Member")],
        required=True,
        default="member",
        readonly=True,
    )
    title = fields.Char("Title in the Body", compute="_compute_title")
    origin = fields.Selection(
        [
            ("fixed", "Fixed Member"),
            ("called_in", "Called In"),
            ("drawn", "Drawn by Lot"),
            ("reserve", "Moved Up From the Reserve"),
            ("expert", "Expert"),
        ],
        required=True,
        default="fixed",
    )
    reason = written.Char(
        "Reason for Calling In",
        help="Why the nature of the problem calls for this person.",
    )
    is_voting = fields.Boolean(
        "Votes",
        default=True,
        help="An expert without a vote reads the papers and gives an opinion.",
    )
    state = fields.Selection(
        [
            ("invited", "Invited"),
            ("attending", "Attending"),
            ("on_leave", "On Leave"),
            ("recused", "Recused"),
        ],
        "Attendance",
        required=True,
        default="invited",
        readonly=True,
    )
    leave_reason = written.Char(
        "Reason for Not Attending", help="A member with a reason here is on leave."
    )
    replaces_id = fields.Many2one(
        "tolerance.session.seat",
        "Moved Up For",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )
    principal_id = fields.Many2one(
        "res.users",
        string="In Place Of",
        ondelete="restrict",
        help="The head of the body, who was away when the roll was made. The vote is "
        "the member's own.",
    )
    superior_ids = fields.Many2many(
        "res.users",
        "tolerance_session_seat_superior_rel",
        "seat_id",
        "user_id",
        string="Superiors That Day",
        help="The direct superiors found when the roll was made. Later changes of "
        "the organisation do not change them here.",
    )
    checked_on = fields.Date(readonly=True)
    has_voted = fields.Boolean(
        compute="_compute_has_voted",
        compute_sudo=True,
        help="Shown once the session is closed.",
    )

    _user_uniq = models.UniqueIndex(
        "(session_id, user_id)", "Each member has one seat in a session."
    )

    def init(self):
        """Let the database refuse another session, member or principal of a seat."""
        super().init()
        keep_columns(self, "session_id", "user_id", "principal_id", "checked_on")
        protect_roll(self)

    @api.depends("role", "session_id.body_id.titles")
    @api.depends_context("lang")
    def _compute_title(self):
        for seat in self:
            seat.title = seat.session_id.body_id._get_title(seat.role)

    @api.depends("session_id.state", "session_id.ballot_ids.cast_on")
    def _compute_has_voted(self):
        # Not from the list of the session, which holds what its reader may see.
        closed = self.session_id.filtered(lambda session: session.state == "closed")
        voted = closed._get_all_ballots().filtered("cast_on").seat_id
        for seat in self:
            seat.has_voted = seat._origin in voted

    @api.model_create_multi
    def create(self, vals_list):
        """Make the roll; later rooms let others be called in."""
        if not is_unlocked(self):
            ids = [vals.get("session_id") for vals in vals_list]
            if not all(ids):
                raise AccessError(self.env._("A seat belongs to a session."))
            self._check_preparing(self.session_id.browse(ids))
        seats = super().create(vals_list)
        lock(self)
        return seats.with_env(self.env)

    def write(self, vals):
        if is_unlocked(self):
            return super().write(vals)
        if self._needs_permit(vals):
            check_permit(self)
        if vals.keys() - PREPARED:
            raise AccessError(
                self.env._("The roll follows the body: only a leave is entered here.")
            )
        self._check_preparing(self.session_id)
        if "leave_reason" in vals:
            field = self._fields["leave_reason"]
            reason = field.convert_to_cache(vals["leave_reason"], self)
            vals = {**vals, "leave_reason": reason}
        if any(seat.state == "recused" for seat in self):
            raise AccessError(self.env._("Who is recused does not take part at all."))
        result = super().write(vals)
        if "leave_reason" in vals:
            unlocked(self).write(
                {"state": "on_leave" if vals["leave_reason"] else "invited"}
            )
            self.session_id._choose_chair()
            for seat in self:
                seat._enter("session.leave", {"leave": seat.leave_reason or None})
        return result

    def _enter(self, code, values):
        """Enter in the ledger what was done about the seat.

        :param str code: of the ledger
        :param dict values: beside who sits there, and why
        """
        self.ensure_one()
        self.session_id._ledger_append(
            code,
            {
                "user": self.user_id.id,
                "origin": self.origin,
                "reason": self.reason or None,
                **values,
            },
        )

    @api.model
    def _check_preparing(self, sessions):
        """Refuse changes of the roll by others, and once the voting has opened."""
        for session in sessions:
            if session.state != "draft":
                raise AccessError(
                    self.env._("The ballot is open: the roll does not change.")
                )
            if refusal := session._get_lead_refusal():
                raise AccessError(refusal)

    @ondelete
    def _unlink_forbidden(self):
        if not is_unlocked(self):
            raise AccessError(
                self.env._("Seats stay on file: enter a leave with its reason.")
            )
