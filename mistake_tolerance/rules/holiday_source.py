"""The statutory holidays and make-up weekends of China, from ``holidays``."""

from datetime import date
from functools import cache
from typing import NamedTuple

import holidays

from .clock import SATURDAY, is_in_last_week

LIBRARY = "holidays"
LANGUAGES = ("en_US", "zh_CN", "zh_TW")
MAKE_UP = {"en_US": "Make-up workday", "zh_CN": "调休上班", "zh_TW": "調休上班"}


class Day(NamedTuple):
    """A day that differs from its weekday."""

    date: date
    kind: str
    names: dict


def is_announced(year):
    """Return whether the library knows the notice of the State Council for ``year``.

    It lists holidays for any year, by the general rule, and is silent about not
    knowing the notice; only its table of moved days shows it.

    >>> is_announced(2026), is_announced(2200)
    (True, False)
    """
    return year in holidays.China(years=year).special_public_holidays


def days_of(year):
    """Return the days of ``year`` in order of date.

    >>> days = {day.date: day for day in days_of(2026)}
    >>> days[date(2026, 2, 17)].names["zh_CN"], days[date(2026, 2, 17)].kind
    ('春节', 'holiday')
    >>> days[date(2026, 2, 14)].kind
    'make_up_workday'

    A notice can move days of the year before.

    >>> date(2018, 12, 29) in {day.date for day in days_of(2018)}
    True
    """
    tables = {
        lang: holidays.China(years=(year, year + 1), language=lang)
        for lang in LANGUAGES
    }
    names = {lang: dict(table.items()) for lang, table in tables.items()}
    make_ups = tables["en_US"].weekend_workdays
    days = [
        Day(day, "holiday", {lang: names[lang][day] for lang in LANGUAGES})
        for day in names["en_US"]
        if day.year == year and day not in make_ups
    ]
    days += [Day(day, "make_up_workday", MAKE_UP) for day in make_ups]
    return sorted((day for day in days if day.date.year == year), key=lambda d: d.date)


@cache
def statutory_days(year):
    """Return the statutory holidays of ``year`` that fall on Monday to Friday.

    Any notice for the year makes them days off (全国年节及纪念日放假办法, article 2);
    what it moves to other days is known from the notice alone.

    >>> [str(day) for day in statutory_days(2027)][:3]
    ['2027-01-01', '2027-02-05', '2027-02-08']
    >>> set(statutory_days(2026)) <= {day.date for day in days_of(2026)}
    True
    """
    table = holidays.China(years=year, observed=False)
    # What the notices have moved: month and day come first.
    moved = {tuple(row[:2]) for row in table.special_public_holidays.get(year, ())}
    return tuple(
        day
        for day in sorted(table)
        if day.year == year
        and day.weekday() < SATURDAY
        and (day.month, day.day) not in moved
    )


def days_settled_by_notice(year):
    """Return the days that the notice for ``year`` settles.

    >>> days_settled_by_notice(2019)[0].date
    datetime.date(2018, 12, 29)
    """
    before = [day for day in days_of(year - 1) if is_in_last_week(day.date)]
    return before + days_of(year)


def source():
    """Return the name of the library and its version.

    >>> source().startswith("holidays ")
    True
    """
    return f"{LIBRARY} {holidays.__version__}"
