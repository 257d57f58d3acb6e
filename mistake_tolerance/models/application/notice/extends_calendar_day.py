from odoo import api, models


class ToleranceCalendarDay(models.Model):
    _inherit = "tolerance.calendar.day"

    @api.model
    def _move_due_dates(self):
        """Count anew until when those who were told can apply, and tell them."""
        super()._move_due_dates()
        # sudo: the user who maintains the calendar may not read the notices.
        notices_sudo = self.env["tolerance.proceeding.notice"].sudo()
        waiting = notices_sudo.search(notices_sudo._get_open_domain())
        for name in ("due_on", "due_provisional"):
            self.env.add_to_compute(notices_sudo._fields[name], waiting)
        waiting._tell_change()
