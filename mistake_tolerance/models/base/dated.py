"""Bounds for dates that people type, because a wrong year moves every time limit."""

from datetime import date

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .db_trigger import Refusal, create_deferred_trigger, create_function
from .wording import write_day

_lt = LazyTranslate(__name__)

# The same years as in the calendar of working days.
FIRST, LAST = date(1950, 1, 1), date(2200, 12, 31)

DAY_REFUSED = Refusal(
    "day_refused",
    _lt(
        "A day entered here cannot be right. Check the year; what has happened has "
        "its day today or earlier."
    ),
)

# The first argument says how many of the columns hold what has happened. The server
# does not know where the agency is: a day of leeway, for it is tomorrow elsewhere.
FUNCTION = """
DECLARE
    day date;
    latest date;
BEGIN
    FOR i IN 1 .. TG_NARGS - 1 LOOP
        day := to_jsonb(NEW) ->> TG_ARGV[i];
        latest := CASE WHEN i <= TG_ARGV[0]::integer
                  THEN (now() AT TIME ZONE 'UTC')::date + 1 ELSE %(last)s END;
        IF day NOT BETWEEN %(first)s AND latest THEN
            %(refuse)s;
        END IF;
    END LOOP;
    RETURN NULL;
END
"""


class ToleranceDated(models.AbstractModel):
    """Records with days that people type.

    A model that inherits this lists the days of what has happened in ``_past_days``
    and those that may lie ahead in ``_other_days``; a day can have a time. What has
    happened because of an earlier act has its day no sooner than that act: see
    :meth:`_get_earliest_days`.
    """

    _name = "tolerance.dated"
    _description = "Has Days within Bounds"

    _past_days = ()
    _other_days = ()

    def init(self):
        """Create the trigger that checks the days when a transaction ends."""
        super().init()
        names = (*self._past_days, *self._other_days)
        if self._abstract or not names:
            return
        create_function(
            self.env,
            "tolerance_days_in_bounds",
            FUNCTION,
            first=SQL("%s", FIRST),
            last=SQL("%s", LAST),
            refuse=DAY_REFUSED,
        )
        create_deferred_trigger(
            self.env.cr,
            self._table,
            "tolerance_days_in_bounds",
            SQL("INSERT OR UPDATE OF %s", SQL(", ").join(map(SQL.identifier, names))),
            "tolerance_days_in_bounds",
            str(len(self._past_days)),
            *names,
        )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        self._check_typed_days(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_typed_days(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_typed_days(vals)
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_typed_days(values)
        return super().onchange(values, field_names, fields_spec)

    def _check_typed_days(self, values):
        """Refuse days out of bounds before anything is computed with them.

        Next to the first or the last day that Python knows, counting days fails.

        :param dict values: as a client gives them
        :raises ValidationError: before 1950 or after 2200
        """
        for name in (*self._past_days, *self._other_days):
            try:
                day = fields.Date.to_date(values.get(name))
            except (TypeError, ValueError):
                # The ORM refuses a value that is no date.
                continue
            if day:
                self._check_year(name, day)

    def _check_year(self, name, day):
        """Refuse a day that cannot be right, whenever it is.

        :param str name: name of the field
        :param date day: what was entered
        :raises ValidationError: before 1950 or after 2200
        """
        if not FIRST <= day <= LAST:
            raise ValidationError(
                self.env._(
                    "%(field)s: %(day)s cannot be right. Check the year.",
                    field=self._fields[name]._description_string(self.env),
                    day=write_day(self.env, day),
                )
            )

    @api.constrains(lambda self: (*self._past_days, *self._other_days))
    def _check_days_in_bounds(self):
        """Refuse a day that cannot be right, naming the field and what to do.

        :raises ValidationError: before 1950, after 2200, or ahead of today for what
            has happened, or before the act that it follows
        """
        for record in self:
            today = record._get_dated_company()._tolerance_today()
            earliest = record._get_earliest_days()
            for name in (*self._past_days, *self._other_days):
                day = fields.Date.to_date(record[name])
                if not day:
                    continue
                record._check_year(name, day)
                if name in self._past_days and day > today:
                    raise ValidationError(
                        self.env._(
                            "%(field)s: %(day)s lies in the future. Enter the day "
                            "on which it happened, when it has happened.",
                            field=self._fields[name]._description_string(self.env),
                            day=write_day(self.env, day),
                        )
                    )
                first, act = earliest.get(name, (False, ""))
                if first and day < first:
                    raise ValidationError(
                        self.env._(
                            "%(field)s: %(day)s lies before %(act)s (%(first)s). "
                            "Check both days.",
                            field=self._fields[name]._description_string(self.env),
                            day=write_day(self.env, day),
                            act=act,
                            first=write_day(self.env, first),
                        )
                    )

    def _get_earliest_days(self):
        """Return the days of the acts without which the days cannot be; a hook.

        :return: ``{field: (day or False, the act in words)}``
        :rtype: dict
        """
        return {}

    def _get_dated_company(self):
        """Return the agency whose date today counts.

        :rtype: res.company
        """
        if "company_id" in self._fields and self.company_id:
            # sudo: every user may know the current day of an agency.
            return self.company_id.sudo()
        return self.env.company
