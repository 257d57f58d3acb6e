from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.task_mixin import Task
from ...base.wording import write_day
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked

# Members who come late do not make a meeting one of the past.
GRACE = timedelta(hours=1)
# What the members were told when they were called; an adjournment tells them anew.
TOLD = frozenset({"body_id", "held_at", "place"})
# What is prepared until the meeting begins.
PREPARED = frozenset({"secretary_id", "read_until", "early_reason"})


def has_gone_by(held_at):
    """Return whether nobody can be called to a meeting at this time any more.

    :param datetime held_at: in UTC, or False
    :rtype: bool
    """
    return bool(held_at) and held_at < fields.Datetime.now() - GRACE


class ToleranceMeeting(models.Model):
    """One meeting of a body, with one or several cases on its agenda.

    Members are called by number, day and place. What the meeting is about shows on its
    agenda, to those who may read the case. Attendance is that of the meeting, the
    roll that of each case, because recusal differs.
    """

    _name = "tolerance.meeting"
    _description = "Meeting"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _mail_post_access = "read"
    _other_days = ("read_until", "held_at")
    _order = "held_at desc, id desc"
    _tasks = {"attend_meeting": Task(is_notice=True)}

    _workflow_fields = frozenset({"name", "state", "event_id", "begun_at"})
    _transitions = {
        "adjourn": Transition("called", hidden_by="_get_lead_refusal"),
        "hold": Transition(
            "called",
            "held",
            hidden_by=("_get_lead_refusal", "_get_hold_refusal"),
            refused_by="_get_early_refusal",
            depends=("session_ids", "held_at", "secretary_id"),
        ),
        "close": Transition(
            "held",
            "closed",
            hidden_by=("_get_lead_refusal", "_get_agenda_refusal"),
            depends=("session_ids.state", "secretary_id"),
        ),
    }

    name = fields.Char("Number", readonly=True, copy=False)
    body_id = fields.Many2one(
        "tolerance.body",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', '=', 'committee')]",
    )
    company_id = fields.Many2one(related="body_id.company_id", store=True)
    held_at = fields.Datetime("Day and Time", required=True)
    place = written.Char(required=True)
    read_until = fields.Date(
        "Papers Read Until", help="Members are asked to read the papers until this day."
    )
    secretary_id = fields.Many2one(
        "res.users",
        compute="_compute_secretary_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    state = fields.Selection(
        [("called", "Called"), ("held", "Begun"), ("closed", "Meeting Over")],
        default="called",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    begun_at = fields.Datetime(readonly=True, copy=False)
    early_reason = written.Char(
        "Reason for Beginning Early",
        copy=False,
        help="Why it begins before the time announced, and that all who were called "
        "agree. The ledger and the minutes carry it.",
    )
    is_early = fields.Boolean(compute="_compute_is_early")
    session_ids = fields.One2many("tolerance.session", "meeting_id", string="Agenda")
    attendance_ids = fields.One2many("tolerance.meeting.attendance", "meeting_id")
    event_id = fields.Many2one(
        "calendar.event", readonly=True, copy=False, ondelete="set null", index=True
    )
    can_adjourn = fields.Boolean(compute="_compute_can")
    can_hold = fields.Boolean(compute="_compute_can")
    can_close = fields.Boolean(compute="_compute_can")
    can_lead = fields.Boolean(compute="_compute_can_lead")
    my_attendance_id = fields.Many2one(
        "tolerance.meeting.attendance", compute="_compute_my_attendance_id"
    )
    can_ask_leave = fields.Boolean(compute="_compute_my_attendance_id")
    can_open_papers = fields.Boolean(compute="_compute_can_open")
    can_open_next = fields.Boolean(compute="_compute_can_open")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    def init(self):
        """Let the database refuse another body of a meeting."""
        super().init()
        keep_columns(self, "body_id")

    @api.depends("name", "body_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for meeting in self:
            meeting.display_name = meeting.name and self.env._(
                "%(number)s, %(body)s",
                number=meeting.name,
                body=meeting.body_id.name or "",
            )

    @api.depends("body_id")
    def _compute_secretary_id(self):
        for meeting in self:
            body = meeting.body_id
            # sudo: every user may know the current day of an agency.
            company = body.company_id.sudo() or self.env.company
            day = company._tolerance_today()
            meeting.secretary_id = body._get_secretary(day) if body else False

    @api.depends("state", "held_at")
    def _compute_is_early(self):
        now = fields.Datetime.now()
        for meeting in self:
            meeting.is_early = (
                meeting.state == "called"
                and bool(meeting.held_at)
                and meeting.held_at > now
            )

    @api.depends("state", "secretary_id")
    @api.depends_context("uid")
    def _compute_can_lead(self):
        for meeting in self:
            meeting.can_lead = not meeting._get_lead_refusal()

    @api.depends("state", "attendance_ids.user_id", "attendance_ids.state")
    @api.depends_context("uid")
    def _compute_my_attendance_id(self):
        for meeting in self:
            own = meeting.attendance_ids.filtered(
                lambda row: row.user_id == self.env.user
            )
            meeting.my_attendance_id = own
            meeting.can_ask_leave = meeting.state == "called" and own.state == "called"

    @api.depends("state", "session_ids.state")
    @api.depends_context("uid")
    def _compute_can_open(self):
        waiting = self._get_waiting_sessions().meeting_id
        for meeting in self:
            waits = meeting._origin in waiting
            meeting.can_open_papers = waits and meeting.state == "called"
            meeting.can_open_next = waits and meeting.state == "held"

    def _get_waiting_sessions(self):
        """Return the sessions on the agenda that are not closed, of those one may read.

        :rtype: tolerance.session
        """
        return self.env["tolerance.session"].search(
            [("meeting_id", "in", self.ids), ("state", "in", ("draft", "open"))],
            order="id",
        )

    @api.depends("state", "session_ids.state", "secretary_id", "attendance_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_next_action(self):
        for meeting in self:
            meeting.next_action = meeting._get_next_action()

    def _get_next_action(self):
        self.ensure_one()
        if self.state == "closed":
            return self.env._("Closed. Nothing to do.")
        if self.state == "called":
            return self._get_called_sentence()
        if self.can_open_next:
            return self.env._("Press Next Case.")
        return (
            self._get_lead_refusal()
            or self._get_agenda_refusal()
            or self.env._("Press Close Meeting.")
        )

    def _get_called_sentence(self):
        """Return what is done before the meeting begins, by who leads it or a member.

        :rtype: str
        """
        if not self._get_lead_refusal():
            return self._get_hold_refusal() or self.env._(
                "Enter who is on leave, then press Begin Meeting."
            )
        own = self.my_attendance_id
        if own.state == "on_leave":
            return self.env._("You are on leave. Nothing to do.")
        if not own:
            return self._get_lead_refusal()
        if self.read_until:
            return self.env._(
                "By %(day)s, press Read the Papers. If you cannot attend, press Ask "
                "for Leave.",
                day=write_day(self.env, self.read_until),
            )
        return self.env._(
            "Press Read the Papers. If you cannot attend, press Ask for Leave."
        )

    @api.model_create_multi
    def create(self, vals_list):
        Sequence = self.env["ir.sequence"]
        # A permit ends with the creation.
        is_entered = is_unlocked(self)
        meetings = super().create([{**vals, "name": False} for vals in vals_list])
        # Users without the right are refused for that, by what is above.
        if not is_entered and any(has_gone_by(m.held_at) for m in meetings):
            raise UserError(self.env._("This time has gone by: enter another one."))
        for meeting in meetings:
            meeting._write_unlocked({"name": Sequence.next_by_code(self._name)})
        meetings._ledger_append("meeting.call")
        return meetings

    def write(self, vals):
        if TOLD & vals.keys() and not is_unlocked(self):
            raise AccessError(
                self.env._(
                    "The members were called to it. Adjourn the meeting instead."
                )
            )
        if PREPARED & vals.keys() and any(m.state != "called" for m in self):
            raise AccessError(
                self.env._("The meeting has begun: this stays as it was then.")
            )
        return super().write(vals)

    def _get_ledger_values(self):
        return {
            "body": self.body_id.id,
            "held_at": fields.Datetime.to_string(self.held_at),
            "place": self.place,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "meeting.call": self.env._("Meeting called"),
            "meeting.adjourn": self.env._("Meeting adjourned"),
            "meeting.release": self.env._("Member called off a meeting"),
            "meeting.hold": self.env._("Meeting begun"),
            "meeting.close": self.env._("Meeting closed"),
            "meeting.leave": self.env._("Leave from a meeting entered"),
        }
