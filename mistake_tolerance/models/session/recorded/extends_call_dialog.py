from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.person import check_person
from ...base.single import check_single
from ..meeting.meeting import has_gone_by


class ToleranceMeetingCall(models.TransientModel):
    """Enters a meeting that was held already, to which nobody is called any more."""

    _inherit = "tolerance.meeting.call"

    is_recorded = fields.Boolean(
        "Held Already",
        help="The meeting took place in a room: it is entered from its paper.",
    )
    is_past = fields.Boolean(compute="_compute_is_past")

    @api.depends("held_at", "meeting_id", "is_circulated")
    def _compute_is_past(self):
        for dialog in self:
            is_new = not dialog.meeting_id and not dialog.is_circulated
            dialog.is_past = is_new and has_gone_by(dialog.held_at)

    def action_confirm(self):
        """Call the members, or go on to the record of what they resolved already.

        :return: action that shows the meeting, or the session to be recorded
        :rtype: dict
        :raises UserError: if the time has gone by, or if it has not come yet
        """
        check_single(self)
        check_person(self.env)
        if not self.is_recorded:
            if self.is_past:
                raise UserError(
                    self.env._(
                        "This time has gone by. If the meeting was held, tick Held "
                        "Already and enter it from its paper; otherwise enter another "
                        "time."
                    )
                )
            return super().action_confirm()
        self.check_access("write")
        self.case_id.check_access("write")
        local = self._get_local_time()
        day = local and local.date()
        if not day or day > self.case_id.company_id._tolerance_today():
            raise UserError(self.env._("Enter the day on which the meeting was held."))
        entered = {
            "mode": "recorded",
            "held_on": day,
            "held_hour": local.strftime("%H:%M"),
            "held_place": self.place,
        }
        if session := self.case_id._get_uncalled_session():
            session.write(entered)
        else:
            session = self.case_id._open_sessions(**entered)
        return session.get_formview_action()

    def _get_local_time(self):
        """Return day and time of the meeting where the agency is, or False.

        :rtype: datetime | bool
        """
        if not self.held_at:
            return False
        # sudo: every user may know the time zone of an agency.
        zone = self.case_id.company_id.sudo()._tolerance_setting("tolerance_tz")
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), self.held_at
        )
