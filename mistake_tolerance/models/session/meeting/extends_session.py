from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...base.single import check_single
from ...base.task_mixin import Task
from ...base.wording import write_day
from ...base.workflow_mixin import Transition
from ...base.write_permit import unlocked
from ..db_triggers.meeting_triggers import protect_opening

READ_PAPERS = "mistake_tolerance.activity_type_read_papers"


class ToleranceSession(models.Model):
    """A session of a committee takes place in a meeting, or its papers circulate."""

    _inherit = "tolerance.session"
    _workflow_fields = frozenset({"meeting_id"})
    _tasks = {"read_papers": Task(is_personal=True, is_notice=True)}
    _transitions = {
        "call_members": Transition(
            "draft",
            hidden_by=("_get_caller_refusal", "_get_called_refusal"),
            depends=("meeting_id", "mode", "is_collective"),
        ),
    }

    meeting_id = fields.Many2one(
        "tolerance.meeting",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    held_at = fields.Datetime(related="meeting_id.held_at", string="Meeting On")

    can_call_members = fields.Boolean(compute="_compute_can")
    can_ask_leave = fields.Boolean(compute="_compute_can_ask_leave")
    can_open_meeting = fields.Boolean(compute="_compute_can_ask_leave")
    can_finish_reading = fields.Boolean(compute="_compute_can_finish_reading")

    def init(self):
        """Let the database open no ballot without a meeting that has begun."""
        super().init()
        protect_opening(self)

    @api.depends("state", "meeting_id.state", "meeting_id.attendance_ids.state")
    @api.depends_context("uid")
    def _compute_can_ask_leave(self):
        for session in self:
            meeting = session.meeting_id
            waits = session.state == "draft" and meeting.state == "called"
            goes_on = session.state == "closed" and meeting.state == "held"
            session.can_ask_leave = waits and meeting.can_ask_leave
            session.can_open_meeting = (waits or goes_on) and session.can_lead

    @api.depends("state", "activity_ids.user_id")
    @api.depends_context("uid")
    def _compute_can_finish_reading(self):
        for session in self:
            readers = session._get_reading_tasks().user_id
            session.can_finish_reading = (
                session.state == "draft" and self.env.user in readers
            )

    @api.constrains("meeting_id")
    def _check_meeting_id(self):
        for session in self:
            meeting = session.meeting_id
            if meeting and meeting.body_id != session.body_id:
                raise ValidationError(
                    self.env._("A session is held in a meeting of its own body.")
                )

    def _is_uncalled(self):
        """Return whether the members vote in a meeting to which nobody called them.

        :rtype: bool
        """
        self.ensure_one()
        meets = self.is_collective and self.mode == "on_screen"
        return meets and not self.meeting_id

    def _get_caller_refusal(self):
        """Return why the current user calls nobody to a meeting, or False."""
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk calls the members to a meeting: Call Members.")
        return self._get_lead_refusal()

    def _get_called_refusal(self):
        """Return that there is nobody to be called, or False."""
        return not self._is_uncalled() and self.env._(
            "The members are called already, or none of them meets."
        )

    def action_call_members(self):
        """Ask to which meeting the members of a roll without one are called.

        Such a roll is made where a body above takes the case.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("call_members")
        return self.case_id._get_call_action()

    def _put_on_agenda(self, meeting):
        """Put a session on the agenda of a meeting and call its members.

        :param tolerance.meeting meeting: of the same body
        """
        self.ensure_one()
        # sudo: what follows from the call is the system's work.
        self.sudo()._write_unlocked({"meeting_id": meeting.id})
        self._call_members()

    def _circulate(self):
        """Circulate the papers: the members vote in turn, without a meeting."""
        self.ensure_one()
        # sudo: what follows from the call is the system's work.
        self.sudo()._write_unlocked({"mode": "circulation"})
        self._ask_to_read(self.sudo().seat_ids, False)

    def _call_members(self):
        """Call the members of the roll who were not called to the meeting yet."""
        # sudo: who calls them in may not read every seat.
        for session in self.sudo().filtered("meeting_id"):
            seats = session.seat_ids.filtered(lambda seat: seat.state != "recused")
            session.meeting_id._invite(seats.user_id | session.secretary_id)
            readers = seats.filtered(lambda seat: seat.state != "on_leave")
            session._ask_to_read(readers, session.meeting_id.read_until)
            session._apply_leaves()

    def _release(self, users):
        """Call users off the meeting who sit in no other case on its agenda.

        :param res.users users: who have no seat in this session any more
        """
        self.ensure_one()
        meeting = self.meeting_id
        seats = meeting.session_ids.seat_ids.filtered(
            lambda seat: (
                seat.state != "recused" and seat.session_id.state in ("draft", "open")
            )
        )
        meeting._release(users - seats.user_id - meeting.secretary_id)

    def _ask_to_read(self, seats, until):
        """Ask the members to read the papers of the case.

        :param tolerance.session.seat seats: who has to read
        :param date until: the last day, or none
        """
        asked = self._get_reading_tasks().user_id
        self._plan_todo("read_papers", seats.user_id - asked, until or None)

    def _get_reading_tasks(self):
        """Return the tasks of reading the papers of these sessions.

        :rtype: mail.activity
        """
        kind = self.env.ref(READ_PAPERS)
        # sudo: who asks may not read the tasks of others.
        return self.sudo().activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def action_finish_reading(self):
        """Say that the current user has read the papers, which ends their task."""
        check_single(self)
        self.check_access("read")
        if not self.can_finish_reading:
            raise UserError(self.env._("You were not asked to read, or it is done."))
        self._finish_todo("read_papers", user=self.env.user)

    def _apply_leaves(self):
        """Take over from the meeting who is on leave, until the voting opens."""
        for session in self.filtered(lambda s: s.state == "draft" and s.meeting_id):
            rows = session.meeting_id.attendance_ids.grouped("user_id")
            for seat in session.seat_ids:
                row = rows.get(seat.user_id)
                if not row or seat.state not in ("invited", "on_leave"):
                    continue
                state = "on_leave" if row.state == "on_leave" else "invited"
                if (seat.state, seat.leave_reason) != (state, row.leave_reason):
                    unlocked(seat).write(
                        {"state": state, "leave_reason": row.leave_reason}
                    )
                    session._plan_reading(seat)
            session._choose_chair()

    def _plan_reading(self, seat):
        """Take the task of reading from a member on leave, or give it back.

        :param tolerance.session.seat seat: whose leave was entered or withdrawn
        """
        if seat.state == "on_leave":
            self._for_todos().activity_unlink([READ_PAPERS], user_id=seat.user_id.id)
        else:
            self._ask_to_read(seat, self.meeting_id.read_until)

    def _get_open_refusal(self):
        refusals = super()._get_open_refusal()
        if self._is_uncalled():
            sentence = self._get_caller_refusal() or self.env._(
                "Call the members to a meeting first: press Call Members."
            )
            return [sentence, *refusals]
        if self.meeting_id.state == "called":
            sentence = self.env._("Begin the meeting first: press Go to Meeting.")
            return [sentence, *refusals]
        return refusals

    def _get_next_action(self):
        if self.state == "closed" and self.can_open_meeting:
            return self.env._("Closed. The meeting goes on: press Go to Meeting.")
        return super()._get_next_action()

    def _get_own_seat(self):
        """Return the seat of the current user, with all rights.

        :rtype: tolerance.session.seat
        """
        # sudo: the roll may not be readable to the user who asks.
        return self.sudo().seat_ids.filtered(lambda s: s.user_id == self.env.user)

    def _get_member_sentence(self):
        """Return what a member does before the voting opens, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        state = self._get_own_seat().state
        if state == "on_leave":
            return self.env._("You are on leave. Nothing to do.")
        if state != "invited":
            return False
        until = self.meeting_id.read_until
        if not self.can_finish_reading:
            sentence = self.env._("The papers stand below.")
        elif until:
            sentence = self.env._(
                "Read the papers below by %(day)s, then press Papers Read.",
                day=write_day(self.env, until),
            )
        else:
            sentence = self.env._("Read the papers below, then press Papers Read.")
        return (
            self.env._(
                "%(sentence)s If you cannot attend, press Ask for Leave.",
                sentence=sentence,
            )
            if self.can_ask_leave
            else sentence
        )

    def _get_todo_places(self):
        """Lead who opens the voting to the meeting, as long as it has not begun."""
        places = super()._get_todo_places()
        return {
            session: (
                session.meeting_id
                if place == session
                and session.can_open_meeting
                and not session.can_finish_reading
                else place
            )
            for session, place in places.items()
        }

    def action_open_meeting(self):
        """Open the meeting in which the session takes place.

        :return: action that shows it
        :rtype: dict
        :raises UserError: if there is no meeting
        """
        check_single(self)
        self.check_access("read")
        if not self.meeting_id:
            raise UserError(self.env._("No meeting is called for this session."))
        return self.meeting_id.get_formview_action()

    def action_ask_leave(self):
        """Let the current user say that they cannot attend the meeting.

        :return: action of the dialog
        :rtype: dict
        :raises UserError: if there is no meeting, or it has begun
        """
        check_single(self)
        self.check_access("read")
        if not self.can_ask_leave:
            raise UserError(
                self.env._("You are not called to this meeting, or it has begun.")
            )
        return self.meeting_id.action_ask_leave()

    def _on_opened(self):
        result = super()._on_opened()
        # Who did not say so has not read them, as far as the file knows.
        self._for_todos().activity_unlink([READ_PAPERS])
        return result
