from odoo import fields, models
from odoo.exceptions import UserError

from ...base.single import check_single


class ToleranceSession(models.Model):
    """Drafts the minutes when a committee closes its session, and opens them."""

    _inherit = "tolerance.session"

    minutes_ids = fields.One2many("tolerance.minutes", "session_id")

    def _on_closed(self):
        super()._on_closed()
        for session in self:
            # An office resolves nothing together; its minutes come on demand.
            if session.is_collective:
                self.env["tolerance.minutes"]._draft(session)

    def _get_minutes_chair(self):
        """Return the user who presided.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: who opens the minutes may not read the roll.
        return self.sudo()._get_presiding_users()[:1].sudo(False)

    def _get_minutes_secretary(self):
        """Return the user who words the minutes: the secretary, or who closed it.

        :rtype: res.users
        """
        self.ensure_one()
        return self.secretary_id or self.closed_by

    def _get_minutes_day(self):
        """Return the day on which the session was held.

        :rtype: date
        """
        self.ensure_one()
        return self.closed_on

    def _get_minutes_meeting(self):
        """Return number, hour and place of the meeting, where there was one.

        :return: values of the fields of ``tolerance.minutes``
        :rtype: dict
        """
        self.ensure_one()
        meeting = self.meeting_id
        return {
            "meeting_number": meeting.name,
            "held_hour": meeting and meeting._get_begun_time().strftime("%H:%M"),
            "place": meeting.place,
        }

    def action_open_minutes(self):
        """Open the minutes of one closed session; draft them if there are none yet.

        :return: action that shows them
        :rtype: dict
        :raises UserError: if the session is not closed, or the user does not lead it
        """
        check_single(self)
        self.check_access("read")
        minutes = self.minutes_ids
        if not minutes:
            if self.state != "closed":
                raise UserError(
                    self.env._("Minutes are drafted when the session is closed.")
                )
            if refusal := self._get_lead_refusal():
                raise UserError(refusal)
            minutes = self.env["tolerance.minutes"]._draft(self)
        return minutes._get_form_action()
