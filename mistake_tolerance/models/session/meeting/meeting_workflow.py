from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ...base.single import check_single
from ...base.wording import write_name, write_pair
from ...base.write_permit import unlocked

# How long a meeting is shown in the calendars; nobody knows before.
LENGTH = timedelta(hours=2)


class ToleranceMeeting(models.Model):
    """Calls members to a meeting, adjourns it, records that it was held."""

    _inherit = "tolerance.meeting"
    _delegated_acts = {
        "meeting.call": "clerk",
        "meeting.adjourn": "clerk",
        "meeting.hold": "clerk",
        "meeting.close": "clerk",
        "meeting.leave": "clerk",
    }

    def _get_lead_refusal(self):
        """Return why the current user does not lead the meeting, or False."""
        user = self.env.user
        leads = user == self.secretary_id or user == self.body_id.head_user_id
        if leads or user.has_group("mistake_tolerance.group_clerk"):
            return False
        return self.env._("The chair, the secretary or a clerk leads the meeting.")

    def _get_hold_refusal(self):
        """Return why the meeting cannot begin, or False."""
        self.ensure_one()
        # sudo: a leader in conflict with one of the cases does not see it.
        if not self.sudo().session_ids:
            return self.env._("No case is on the agenda: call a session to it.")
        # On a form, body and day can be empty still.
        if not (self.company_id and self.held_at):
            return False
        if self._get_local_time().date() > self.company_id._tolerance_today():
            return self.env._(
                "The day of the meeting has not come: enter who is on leave until then."
            )
        return False

    def _get_early_refusal(self):
        """Return that nobody said why the meeting begins before its time, or False.

        Who comes at the time announced would find it begun. No source says what then
        holds: that it may begin for a reason on file is a choice of the product.
        """
        self.ensure_one()
        if not self.is_early or self.early_reason:
            return False
        return self.env._(
            "The meeting was announced for %(when)s. Write why it begins earlier, or "
            "press Adjourn and name another time.",
            when=self._write_time(),
        )

    def _write_time(self):
        """Write day and time of the meeting where the agency is.

        :rtype: str
        """
        when = self._get_local_time().replace(tzinfo=None)
        return format_datetime(self.env, when, tz="UTC", dt_format="short")

    def _get_agenda_refusal(self):
        """Return which cases on the agenda are not closed yet, or False."""
        self.ensure_one()
        # sudo: a leader in conflict with one of the cases does not see it.
        waiting_sudo = self.sudo().session_ids.filtered(
            lambda session: session.state in ("draft", "open")
        )
        return len(waiting_sudo) and self.env._(
            "%(count)s cases on the agenda are not closed.", count=len(waiting_sudo)
        )

    def _invite(self, users):
        """Call users to the meetings, once each.

        They are told number, day and place. The cases are on the agenda, for those who
        may read them.

        :param res.users users: who is called
        """
        # sudo: attendances follow from the roll; no user creates them.
        for meeting in self.sudo():
            new = users - meeting.attendance_ids.user_id
            unlocked(meeting.attendance_ids).create(
                [{"meeting_id": meeting.id, "user_id": user.id} for user in new]
            )
            meeting._notify_called(new)

    def _release(self, users):
        """Call users off meetings that have not begun; the meetings leave their desks.

        :param res.users users: who sit in no case on the agenda any more
        """
        for meeting in self.filtered(lambda meeting: meeting.state == "called"):
            rows = meeting.attendance_ids.filtered(lambda row: row.user_id in users)
            if not rows:
                continue
            off = rows.user_id
            unlocked(rows).unlink()
            meeting._for_todos().activity_ids.filtered(
                lambda activity, off=off: activity.user_id in off
            ).unlink()
            if event := meeting.event_id:
                event.with_context(dont_notify=True, mail_notrack=True).write(
                    {"partner_ids": [(3, partner.id) for partner in off.partner_id]}
                )
            meeting._ledger_append("meeting.release", {"users": off.ids})

    def _notify_called(self, users):
        """Give the users who are called a task and an entry in their calendar."""
        self.ensure_one()
        if not users:
            return
        self._plan_todo("attend_meeting", users, self._get_local_time().date())
        # sudo: calendars of others are written. No mail goes out: the activity tells.
        quiet = self.sudo().with_context(
            no_mail_to_attendees=True, mail_create_nolog=True, mail_notrack=True
        )
        values = self._prepare_event()
        if quiet.event_id:
            quiet.event_id.write(values)
            return
        event = quiet.event_id.create(
            {
                **values,
                "user_id": (self.secretary_id or self.create_uid).id,
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id,
                "privacy": "private",
            }
        )
        self._write_unlocked({"event_id": event.id})

    def _get_todo_summary(self, name):
        """Say when and where, so that nobody has to open the task to know."""
        summary = super()._get_todo_summary(name)
        if name != "attend_meeting" or len(self) != 1:
            return summary
        told = write_name(self.env, [self._write_time(), self.place])
        return write_pair(self.env, summary, told)

    def _drop_todo(self, user=None):
        """Remove the task of attending; whether they did is said by the attendance.

        :param res.users user: whose; of all if not given
        """
        self._for_todos().activity_unlink(
            ["mistake_tolerance.activity_type_attend_meeting"],
            user_id=user.id if user else None,
        )

    def _prepare_event(self):
        """Return the values of the calendar entry: number, day and place only.

        :rtype: dict
        """
        partners = self.attendance_ids.user_id.partner_id
        return {
            "name": self.env._("Meeting %(number)s", number=self.name),
            "location": self.place,
            "start": self.held_at,
            "stop": self.held_at + LENGTH,
            "partner_ids": [(6, 0, partners.ids)],
        }

    def _get_local_time(self, moment=None):
        """Return day and time of the meeting where the agency is.

        :param datetime moment: in UTC; when it was announced for, if not given
        :rtype: datetime
        """
        self.ensure_one()
        # sudo: every user may know the time zone of an agency.
        zone = self.company_id.sudo()._tolerance_setting("tolerance_tz")
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment or self.held_at
        )

    def _get_begun_time(self):
        """Return when the meeting began, where the agency is: as it was announced.

        A meeting that began before that time has the time at which it began.

        :rtype: datetime
        """
        self.ensure_one()
        began = self.early_reason and self.begun_at
        return self._get_local_time(began or self.held_at)

    def action_adjourn(self):
        """Ask for the new day of the meeting.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("adjourn")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Adjourn the Meeting"),
            "res_model": "tolerance.meeting.adjourn",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_meeting_id": self.id,
                "default_place": self.place,
            },
        }

    def _do_adjourn(self, held_at, place, reason):
        """Move the meeting to another day, and tell everybody called.

        :param datetime held_at: the new day and time
        :param str place: where
        :param str reason: why
        """
        self.ensure_one()
        before = fields.Datetime.to_string(self.held_at)
        self._write_unlocked({"held_at": held_at, "place": place})
        # Who was on leave on the old day may come on the new one.
        rows = self.attendance_ids.filtered(lambda row: row.state == "on_leave")
        rows._set_leave(False)
        self._drop_todo()
        self._notify_called(self.attendance_ids.user_id)
        self._ledger_append("meeting.adjourn", {"before": before, "reason": reason})
        self.message_post(
            body=self.env._(
                "Adjourned to another day, %(place)s. Reason: %(reason)s",
                place=place,
                reason=reason,
            )
        )

    def action_ask_leave(self):
        """Let the current user say that they cannot attend.

        :return: action of the dialog
        :rtype: dict
        :raises UserError: if they are not called, or the meeting has begun
        """
        check_single(self)
        self.check_access("read")
        own = self.my_attendance_id
        if not own or self.state != "called":
            raise UserError(
                self.env._("You are not called to this meeting, or it has begun.")
            )
        return own._get_dialog()

    def action_open_agenda(self):
        """Open the next case on the agenda that the current user may read.

        Before the meeting it is all of them.

        :return: action that shows them
        :rtype: dict
        :raises UserError: if none is left
        """
        check_single(self)
        self.check_access("read")
        waiting = self._get_waiting_sessions()
        if not waiting:
            raise UserError(
                self.env._("No case on the agenda waits for you. Nothing to do.")
            )
        if self.state == "held":
            waiting = (waiting.filtered("can_vote") or waiting)[:1]
        if len(waiting) == 1:
            return waiting.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Agenda"),
            "res_model": waiting._name,
            "view_mode": "kanban,list,form",
            "domain": [("id", "in", waiting.ids)],
        }

    def action_open_hold(self):
        """Open the dialog that asks why the meeting begins before its time.

        :return: the action
        :rtype: dict
        :raises UserError: if it cannot begin
        """
        check_single(self)
        self.check_access("write")
        if refusals := self._get_hiding_refusals("hold"):
            raise UserError(refusals[self.id])
        view = self.env.ref("mistake_tolerance.tolerance_meeting_view_early")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Begin Before the Time Announced"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_hold(self):
        """Record that the meeting has begun, and who attends."""
        self.check_access("write")
        self._check_transition("hold")
        for meeting in self:
            present = meeting.attendance_ids.filtered(lambda r: r.state == "called")
            # sudo: who leads the meeting may not write each attendance.
            unlocked(present.sudo()).write({"state": "attended"})
            early = meeting.early_reason if meeting.is_early else None
            meeting._write_transition("hold", {"begun_at": fields.Datetime.now()})
            meeting._drop_todo()
            meeting._ledger_append(
                "meeting.hold",
                {
                    "attended": present.user_id.sorted("id").ids,
                    **({"early": early} if early else {}),
                },
            )

    def action_close(self):
        """Close the meeting once every case on its agenda is closed."""
        self.check_access("write")
        self._check_transition("close")
        for meeting in self:
            meeting._write_transition("close")
            meeting._ledger_append("meeting.close")
