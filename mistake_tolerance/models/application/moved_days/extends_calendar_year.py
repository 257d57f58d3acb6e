from odoo import models


class ToleranceCalendarYear(models.Model):
    """Makes provisional due dates final when a year is announced."""

    _inherit = "tolerance.calendar.year"

    def write(self, vals):
        result = super().write(vals)
        if "is_announced" in vals:
            self.env["tolerance.calendar.day"]._move_due_dates()
        return result
