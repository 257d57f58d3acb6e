"""The statutory holidays and make-up weekends of China, from ``holidays``."""

from datetime import date
from typing import NamedTuple

import holidays

from .clock import is_in_last_week

LIBRARY = "holidays"
LANGUAGES = ("en_US", "zh_CN", "zh_TW")
MAKE_UP = {"en_US": "Make-up workday", "zh_CN": "调休上班", "zh_TW": "調休上班"}


class Day(NamedTuple):
    """A day that differs from its weekday."""

    date: date
    kind: str
    names: dict


def is_announced(year):
    """Say whether the library knows the notice of the State Council for ``year``.

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


def days_behind(year):
    """Return the days that the notice for ``year`` settles.

    >>> days_behind(2019)[0].date
    datetime.date(2018, 12, 29)
    """
    before = [day for day in days_of(year - 1) if is_in_last_week(day.date)]
    return before + days_of(year)


def source():
    """Name the library and its version.

    >>> source().startswith("holidays ")
    True
    """
    return f"{LIBRARY} {holidays.__version__}"
