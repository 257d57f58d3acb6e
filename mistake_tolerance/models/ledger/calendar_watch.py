"""Enters changes of the agency's calendar, because due dates are counted by it."""

from odoo import api, models

from ..calendar.calendar_year import LOAD


class ToleranceCalendarWatch(models.AbstractModel):
    """Enters changes of the calendar in the ledger, because they move due dates."""

    _name = "tolerance.calendar.watch"
    _description = "Entry of Calendar Changes"
    _inherit = ["tolerance.ledger.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._watch("calendar.add")
        return records

    def write(self, vals):
        result = super().write(vals)
        self._watch("calendar.change")
        return result

    def unlink(self):
        self._watch("calendar.remove")
        return super().unlink()

    def _watch(self, code):
        # Loading is entered once a year, with its days, not once a day.
        if self.env.context.get("tolerance_calendar_load") is not LOAD:
            self._ledger_append(code)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "calendar.add": self.env._("Calendar entry added"),
            "calendar.change": self.env._("Calendar entry changed"),
            "calendar.remove": self.env._("Calendar entry removed"),
        }
