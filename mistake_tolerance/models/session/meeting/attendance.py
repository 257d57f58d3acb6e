from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.single import check_single
from ...base.write_permit import is_unlocked, unlocked


class ToleranceMeetingAttendance(models.Model):
    """Whether a member who was called to a meeting attends it.

    The sessions on the agenda, one for each case, take a leave over until their voting
    opens. Who is still notified when the meeting begins attends it.
    """

    _name = "tolerance.meeting.attendance"
    _description = "Attendance at a Meeting"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "user_id"
    _order = "id"

    meeting_id = fields.Many2one(
        "tolerance.meeting", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="meeting_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", string="Member", required=True, ondelete="restrict", index=True
    )
    state = fields.Selection(
        [("called", "Notified"), ("attended", "Attended"), ("on_leave", "On Leave")],
        "Attendance",
        required=True,
        default="called",
        readonly=True,
    )
    leave_reason = written.Char(
        "Reason for Not Attending", help="A member with a reason here is on leave."
    )

    can_enter_leave = fields.Boolean(compute="_compute_can_enter_leave")

    _user_uniq = models.UniqueIndex(
        "(meeting_id, user_id)", "This member is called to the meeting already."
    )
    _leave_with_reason = models.Constraint(
        "CHECK (state != 'on_leave' OR leave_reason IS NOT NULL)",
        "Say why the member does not attend.",
    )

    def init(self):
        """Let the database refuse to change the meeting or the member of a row."""
        super().init()
        keep_columns(self, "meeting_id", "user_id")

    @api.depends("user_id", "meeting_id.state", "meeting_id.secretary_id")
    @api.depends_context("uid")
    def _compute_can_enter_leave(self):
        for row in self:
            row.can_enter_leave = not row._get_leave_refusal()

    def _get_leave_refusal(self):
        """Return why the current user does not enter this leave, or False."""
        self.ensure_one()
        meeting = self.meeting_id
        if meeting.state != "called":
            return self.env._("The meeting has begun: its attendance stays.")
        if self.user_id != self.env.user and meeting._get_lead_refusal():
            return self.env._(
                "Members enter their own leave; the chair, the secretary or a clerk "
                "that of others."
            )
        return False

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            raise AccessError(
                self.env._(
                    "Members are called to a meeting when a case is put on its agenda."
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if is_unlocked(self):
            return super().write(vals)
        self.check_access("write")
        if vals.keys() != {"leave_reason"}:
            raise AccessError(self.env._("Enter only why a member does not attend."))
        for row in self:
            if refusal := row._get_leave_refusal():
                raise AccessError(refusal)
        self._set_leave(vals["leave_reason"])
        return True

    @ondelete
    def _unlink_forbidden(self):
        if not is_unlocked(self):
            raise AccessError(
                self.env._("Who was called stays on file: enter a leave instead.")
            )

    def _get_dialog(self):
        """Return the dialog in which members say that they cannot attend.

        :rtype: dict
        """
        self.ensure_one()
        view = self.env.ref(
            "mistake_tolerance.tolerance_meeting_attendance_view_form_leave"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for Leave"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_enter_leave(self):
        """Open the dialog in which the leave of this member is entered.

        :return: action of the dialog
        :rtype: dict
        :raises UserError: if the current user does not enter it
        """
        check_single(self)
        self.check_access("read")
        if refusal := self._get_leave_refusal():
            raise UserError(refusal)
        return self._get_dialog()

    def _plan_attending(self):
        """Take the task of attending from who is on leave, and give it back."""
        self.ensure_one()
        meeting, user = self.meeting_id, self.user_id
        meeting._drop_todo(user)
        if self.state == "called":
            meeting._plan_todo("attend_meeting", user, meeting._get_local_time().date())

    def _set_leave(self, reason):
        """Enter a leave, or that a member attends after all.

        :param str reason: why the member does not attend, or nothing
        """
        # A reason of blanks is none.
        reason = self._fields["leave_reason"].convert_to_cache(reason, self)
        state = "on_leave" if reason else "called"
        for row in self:
            # sudo: who enters the leave may not have the right to write the attendance.
            unlocked(row.sudo()).write(
                {"leave_reason": reason or False, "state": state}
            )
            row._plan_attending()
            row.meeting_id._ledger_append(
                "meeting.leave", {"user": row.user_id.id, "reason": reason}
            )
        # sudo: who enters a leave may be in conflict with a case on the agenda.
        self.sudo().meeting_id.session_ids._apply_leaves()
