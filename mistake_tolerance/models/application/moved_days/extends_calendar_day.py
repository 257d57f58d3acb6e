from odoo import api, models


class ToleranceCalendarDay(models.Model):
    """Moves due dates that are still running when the calendar changes."""

    _inherit = "tolerance.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self._move_due_dates()
        return days

    def write(self, vals):
        result = super().write(vals)
        self._move_due_dates()
        return result

    def unlink(self):
        result = super().unlink()
        self._move_due_dates()
        return result

    @api.model
    def _move_due_dates(self):
        """Recompute due dates of running steps and unanswered applications.

        An application that was in time when it was submitted stays in time, see
        ``tolerance.application``.
        """
        # sudo: the user who maintains the calendar may not read the cases it affects.
        steps_sudo = self.env["tolerance.case.step"].sudo()
        running = steps_sudo.search([("state", "=", "running")])
        self.env.add_to_compute(steps_sudo._fields["due_on"], running)
        self.env.add_to_compute(steps_sudo._fields["due_provisional"], running)
        applications_sudo = self.env["tolerance.application"].sudo()
        waiting = applications_sudo.search(
            [("state", "in", ("draft", "with_unit", "filed", "returned"))]
        )
        for name in ("due_on", "due_provisional", "is_late"):
            self.env.add_to_compute(applications_sudo._fields[name], waiting)
