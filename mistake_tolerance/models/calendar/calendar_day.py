import json

from odoo import api, fields, models, tools
from odoo.tools import SQL

from ...rules import clock, holiday_source
from ..base.field import written


class ToleranceCalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, or a weekend worked.

    A day of a company goes before the same day of all companies.
    """

    _name = "tolerance.calendar.day"
    _description = "Calendar Day"
    _inherit = ["tolerance.calendar.cached", "tolerance.dated"]
    _order = "date desc, id desc"

    _other_days = ("date",)

    date = fields.Date(required=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Left empty, the day holds for every company."
    )
    kind = fields.Selection(
        [("holiday", "Holiday"), ("make_up_workday", "Make-up Workday")],
        required=True,
        default="holiday",
    )
    name = written.Char("Occasion", required=True, translate=True)
    source = fields.Char(
        help="The notice or program library that this day was taken from."
    )
    is_confirmed = fields.Boolean(
        string="Confirmed",
        default=True,
        help="The day rests on an official notice, not on the rule for usual years.",
    )

    _date_company_uniq = models.UniqueIndex(
        "(date, COALESCE(company_id, 0))", "This day is in the calendar already."
    )

    @api.model
    def _create_listed(self, listed, confirmed):
        """Add the days of a library that are not in the calendar yet.

        :param list listed: days as :func:`holiday_source.days_of` gives them
        :param bool confirmed: whether they rest on a notice
        """
        present = self.search_fetch(
            [("date", "in", [day.date for day in listed]), ("company_id", "=", False)],
            ["date"],
        )
        taken = set(present.mapped("date"))
        listed = [day for day in listed if day.date not in taken]
        days = self.with_context(lang="en_US").create(
            [
                {
                    "date": day.date,
                    "kind": day.kind,
                    "name": day.names["en_US"],
                    "source": holiday_source.source(),
                    "is_confirmed": confirmed,
                }
                for day in listed
            ]
        )
        days._write_names([day.names for day in listed])

    def _write_names(self, names):
        """Write the occasion in all languages; the ORM takes one query a day."""
        if not self:
            return
        self.flush_recordset(["name"])
        rows = SQL(", ").join(
            SQL("(%s, %s::jsonb)", day.id, json.dumps(translations))
            for day, translations in zip(self, names, strict=True)
        )
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS day SET name = listed.name"
                " FROM (VALUES %s) AS listed (id, name) WHERE day.id = listed.id",
                SQL.identifier(self._table),
                rows,
            )
        )
        self.invalidate_recordset(["name"])

    @api.model
    def _add_working_days(self, start_date, days, company):
        """Return the last day of a time limit; the day after the start is day 1.

        :param datetime.date start_date: the day of the trigger
        :param int days: number of working days
        :param company: the ``res.company`` whose calendar counts
        :return: the due date, and whether it may still move because the holidays
            of a year it depends on are not announced
        :rtype: tuple
        """
        due = clock.add_working_days(start_date, days, self._get_test(company))
        Year = self.env["tolerance.calendar.year"]
        return due, not Year._is_announced(clock.years_behind(start_date, due))

    @api.model
    def _add_periods(self, start_date, periods, company, rolls_over=True):
        """Return the last day of a time limit that may consist of several periods.

        :param datetime.date start_date: the day of the trigger
        :param list periods: pairs of number and unit, as :func:`clock.add_period`
            takes them; each runs from the end of the one before
        :param company: the ``res.company`` whose calendar counts
        :param bool rolls_over: whether a last day that is a rest day moves on
        :return: the due date, and whether it may still move because the holidays
            of a year it depends on are not announced
        :rtype: tuple
        """
        is_workday = self._get_test(company)
        due, years = start_date, set()
        for number, unit in periods:
            start, due = due, clock.add_period(due, number, unit, is_workday)
            if unit == "working_day":
                years |= clock.years_behind(start, due)
        if rolls_over:
            last, due = due, clock.roll_over(due, is_workday)
            years |= clock.years_behind(last - clock.ONE_DAY, due)
        return due, not self.env["tolerance.calendar.year"]._is_announced(years)

    @api.model
    def _count_working_days(self, start_date, end_date, company):
        """Count the working days after ``start_date`` up to ``end_date`` inclusive.

        :rtype: int
        """
        return clock.count_working_days(start_date, end_date, self._get_test(company))

    @api.model
    def _get_test(self, company):
        """Return a function that says of a date whether ``company`` works on it."""

        def is_workday(day):
            return clock.is_working_day(day, *self._get_days(day.year, company.id))

        return is_workday

    @api.model
    @tools.ormcache("year", "company_id")
    def _get_days(self, year, company_id):
        """Return the holidays and the make-up workdays of a year as two sets."""
        # sudo: time limits are counted for users who may not read every company's days.
        days_sudo = self.sudo().search_fetch(
            [
                ("date", ">=", f"{year}-01-01"),
                ("date", "<=", f"{year}-12-31"),
                ("company_id", "in", [False, company_id]),
            ],
            ["date", "kind", "company_id"],
        )
        kinds = {}
        for day in days_sudo.sorted(lambda day: bool(day.company_id)):
            kinds[day.date] = day.kind
        return tuple(
            frozenset(date for date, kind in kinds.items() if kind == wanted)
            for wanted in ("holiday", "make_up_workday")
        )
