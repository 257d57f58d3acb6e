"""Enters the loading of a calendar year in the ledger."""

from odoo import api, models


class ToleranceCalendarYear(models.Model):
    _name = "tolerance.calendar.year"
    _inherit = ["tolerance.calendar.year", "tolerance.calendar.watch"]

    def _on_loaded(self):
        self._ledger_append("calendar.load")
        return super()._on_loaded()

    def _get_ledger_values(self):
        self.ensure_one()
        Day = self.env["tolerance.calendar.day"]
        # The days of all companies, by which most time limits run.
        holidays, make_ups = Day._get_days(self.year, False)
        return {
            "year": self.year,
            "announced": self.is_announced,
            "source": self.source or None,
            "holidays": sorted(holidays),
            "make_up_workdays": sorted(make_ups),
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "calendar.load": self.env._("Calendar year loaded"),
        }
