from odoo import api, models

from ..calendar.calendar_year import LOAD


class ToleranceCalendarWatch(models.AbstractModel):
    """Enters who changed the calendar: a changed day moves due dates."""

    _name = "tolerance.calendar.watch"
    _description = "Entry of Calendar Changes"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._enter_change("calendar.add")
        return records

    def write(self, vals):
        result = super().write(vals)
        self._enter_change("calendar.change")
        return result

    def unlink(self):
        self._enter_change("calendar.remove")
        return super().unlink()

    def _enter_change(self, verb):
        # Loading is entered once a year, with its days, not once a day.
        if self.env.context.get("tolerance_calendar_load") is not LOAD:
            self._enter(verb)

    def _enter(self, verb):
        self.env["tolerance.ledger.entry"]._append_many(
            [(verb, record, record._get_stated(), None) for record in self]
        )

    def _get_stated(self):
        """Return what the ledger states of the record.

        :rtype: dict
        """
        raise NotImplementedError
