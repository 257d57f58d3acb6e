"""Our meetings stand in the calendars of who is called; their tasks are our own.

The entry holds number, day and place. What a member does about it, such as asking for
leave, is done on the form of the meeting, to which its task leads.
"""

from odoo import api, models


class CalendarEvent(models.Model):
    """Plans no second task for the entry of a meeting."""

    _inherit = "calendar.event"

    @api.model
    def _get_activity_excluded_models(self):
        return [*super()._get_activity_excluded_models(), "tolerance.meeting"]


class ResUsers(models.Model):
    """Leaves our meetings out of the day's list in the activity menu."""

    _inherit = "res.users"

    @api.model
    def _systray_get_calendar_event_domain(self):
        domain = super()._systray_get_calendar_event_domain()
        return [("res_model", "!=", "tolerance.meeting"), *domain]
