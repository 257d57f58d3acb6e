from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.task_mixin import Task
from ...base.write_permit import unlocked


class ToleranceSession(models.Model):
    """A session of a committee takes place in a meeting, or its papers circulate."""

    _inherit = "tolerance.session"
    _tasks = {"read_papers": Task(is_personal=True, is_notice=True)}

    meeting_id = fields.Many2one(
        "tolerance.meeting",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    held_at = fields.Datetime(related="meeting_id.held_at", string="Meeting On")

    @api.constrains("meeting_id")
    def _check_meeting_id(self):
        for session in self:
            meeting = session.meeting_id
            if meeting and meeting.body_id != session.body_id:
                raise ValidationError(
                    self.env._("A session is held in a meeting of its own body.")
                )

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
            session._ask_to_read(seats, session.meeting_id.read_until)
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
        kind = self.env.ref("mistake_tolerance.activity_type_read_papers")
        asked = self.activity_ids.filtered(lambda a: a.activity_type_id == kind).user_id
        self._plan_todo("read_papers", seats.user_id - asked, until or None)

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
            session._choose_chair()

    def _get_open_refusal(self):
        refusals = super()._get_open_refusal()
        meeting = self.meeting_id
        if meeting and meeting.state == "called":
            refusals.append(
                self.env._(
                    "Begin the meeting %(number)s first: it says who attends.",
                    number=meeting.name,
                )
            )
        return refusals

    def _on_opened(self):
        result = super()._on_opened()
        self._finish_todo("read_papers")
        return result
