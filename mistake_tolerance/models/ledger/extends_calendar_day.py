"""Enters changes of holidays and workdays in the ledger."""

from odoo import models


class ToleranceCalendarDay(models.Model):
    _name = "tolerance.calendar.day"
    _inherit = ["tolerance.calendar.day", "tolerance.calendar.watch"]

    def _get_ledger_values(self):
        self.ensure_one()
        return {
            "date": self.date,
            "kind": self.kind,
            "company": self.company_id.id or None,
            "confirmed": self.is_confirmed,
        }
