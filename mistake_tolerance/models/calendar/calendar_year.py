from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...rules import holiday_source
from ..base import bounded
from ..base.single import check_exists
from ..base.wording import write_day, write_list

# A new database has the days from here on. An earlier year can be added by hand.
FIRST_YEAR = 2018
# Marks the writes of a load, so that the ledger has one entry for it and not one a day.
# Only server code can put this object in a context: a client sends JSON.
LOAD = object()


class ToleranceCalendarYear(models.Model):
    """Whether the holidays of a year are announced, so that due dates are final."""

    _name = "tolerance.calendar.year"
    _description = "Calendar Year"
    _inherit = "tolerance.calendar.cached"
    _order = "year desc"
    _rec_name = "year"

    year = bounded.Integer(required=True, aggregator=None, low=1950, high=2200)
    is_announced = fields.Boolean(
        string="Announced",
        help="The official notice with this year's holidays and make-up workdays is "
        "in the calendar. Until then due dates that depend on it are provisional. "
        "The statutory holidays of the year must be there as confirmed days.",
    )
    source = fields.Char(readonly=True)
    loaded_on = fields.Datetime(readonly=True)

    _year_uniq = models.UniqueIndex("(year)", "This year is in the calendar already.")

    @api.constrains("is_announced", "year")
    def _check_is_announced(self):
        """Refuse to announce a year while its statutory holidays are missing.

        :raises ValidationError: naming the days
        """
        announced = self.filtered("is_announced")
        for year, missing in announced._get_missing_days().items():
            if missing:
                raise ValidationError(
                    self.env._(
                        "%(year)s cannot count as announced: these statutory "
                        "holidays are not in the calendar as confirmed days off: "
                        "%(days)s. Enter the days of the notice first, or press "
                        "Load Days.",
                        year=str(year.year),
                        days=write_list(self.env, missing),
                    )
                )

    def _get_missing_days(self):
        """Return the statutory holidays that are not there as confirmed days off.

        :return: ``{year: dates}``
        :rtype: dict
        """
        needed = {year: holiday_source.statutory_days(year.year) for year in self}
        days = self.env["tolerance.calendar.day"].search_fetch(
            [
                ("date", "in", [day for dates in needed.values() for day in dates]),
                ("kind", "=", "holiday"),
                ("is_confirmed", "=", True),
                ("company_id", "=", False),
            ],
            ["date"],
        )
        present = set(days.mapped("date"))
        return {
            year: [day for day in dates if day not in present]
            for year, dates in needed.items()
        }

    @api.depends("year")
    def _compute_display_name(self):
        for year in self:
            year.display_name = str(year.year or "")

    @api.model
    def _is_announced(self, years):
        """Return whether all of ``years`` are announced."""
        return self._get_announced() >= frozenset(years)

    @api.model
    @tools.ormcache()
    def _get_announced(self):
        # sudo: time limits are counted for users who may not read the settings.
        years_sudo = self.sudo().search_fetch([("is_announced", "=", True)], ["year"])
        # A year whose days were removed is not announced any more.
        missing = years_sudo._get_missing_days()
        return frozenset(year.year for year, days in missing.items() if not days)

    def action_load(self):
        """Load the days of these years from the program library.

        :raises UserError: if a day entered by hand contradicts the notice
        """
        self.check_access("write")
        check_exists(self)
        for year in self._filter_known():
            if days := year._get_contradicting_days():
                raise UserError(
                    self.env._(
                        "%(year)s: the notice makes these days holidays, and they were "
                        "entered by hand as something else or unconfirmed: %(days)s. "
                        "Correct or delete them, then press Load Days again.",
                        year=str(year.year),
                        days=write_list(
                            self.env,
                            [write_day(self.env, day.date) for day in days],
                        ),
                    )
                )
        self._load()
        return True

    def _get_contradicting_days(self):
        """Return statutory holidays entered by hand that are no confirmed days off.

        A load leaves alone what was entered by hand, so they keep the year from being
        announced.

        :rtype: tolerance.calendar.day
        """
        self.ensure_one()
        days = self.env["tolerance.calendar.day"].search(
            Domain("date", "in", holiday_source.statutory_days(self.year))
            & Domain("company_id", "=", False)
            & (Domain("kind", "!=", "holiday") | Domain("is_confirmed", "=", False))
        )
        return days - self._get_assumed_days()

    def _filter_known(self):
        """Return the years whose notice the library knows.

        :rtype: tolerance.calendar.year
        """
        return self.filtered(lambda year: holiday_source.is_announced(year.year))

    @api.model
    def _load_years(self, first, last):
        """Load the years ``first`` to ``last``, making those that are not there."""
        years = self.search([("year", ">=", first), ("year", "<=", last)])
        missing = set(range(first, last + 1)) - set(years.mapped("year"))
        loading = self.with_context(tolerance_calendar_load=LOAD)
        years |= loading.create([{"year": year} for year in sorted(missing)])
        years._load()

    @api.model
    def _load_first(self):
        """Fill the calendar of a new database, the coming year included."""
        self._load_years(FIRST_YEAR, self.env.company._tolerance_today().year + 1)

    @api.model
    def _cron_load(self):
        """Load this year and the next if they are missing or newly announced.

        A year stays as it is while days entered by hand contradict its notice: its due
        dates are provisional until somebody corrects them and presses Load Days.
        """
        this_year = self.env.company._tolerance_today().year
        for number in (this_year, this_year + 1):
            year = self.search([("year", "=", number)])
            is_new = year._filter_known() and not year.is_announced
            if not year or (is_new and not year._get_contradicting_days()):
                self._load_years(number, number)

    def _load(self):
        """Fill in the days of the years.

        Replaces what the library assumed before a year was announced; leaves alone
        what a notice or a person has settled.
        """
        loading = self.with_context(tolerance_calendar_load=LOAD)
        known = loading._filter_known()
        # A year that was announced by hand does not wait for the library.
        assumed = (loading - known).filtered(lambda year: not year.is_announced)
        (known | assumed)._get_assumed_days().unlink()
        Day = loading.env["tolerance.calendar.day"]
        for year in known:
            settled = holiday_source.days_settled_by_notice(year.year)
            Day._create_listed(settled, confirmed=True)
        for year in assumed:
            Day._create_listed(holiday_source.days_of(year.year), confirmed=False)
        vals = {
            "source": holiday_source.source(),
            "loaded_on": fields.Datetime.now(),
        }
        known.write({**vals, "is_announced": True})
        assumed.write(vals)
        # Without the mark of a load, so that the load itself is entered.
        (known | assumed).with_env(self.env)._on_loaded()

    def _on_loaded(self):
        """Called when the days of these years were taken from the library; a hook."""

    def _get_assumed_days(self):
        """Return the days that a former load put in without a notice."""
        spans = [
            Domain("date", ">=", f"{year.year}-01-01")
            & Domain("date", "<=", f"{year.year}-12-31")
            for year in self
        ]
        return self.env["tolerance.calendar.day"].search(
            Domain.OR(spans)
            & Domain("company_id", "=", False)
            & Domain("is_confirmed", "=", False)
            & Domain("source", "=like", f"{holiday_source.LIBRARY} %")
        )
