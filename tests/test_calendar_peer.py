"""Our counting of working days against an independent table of the same notices.

`chinesecalendar` keeps the days of the State Council's notices by hand from 2004
to the last announced year and refuses any other, so the comparison ends there.
"""

from datetime import date, timedelta

import chinese_calendar
import pytest

from odoo.addons.mistake_tolerance.rules import clock, holiday_source

FIRST, LAST = 2018, 2026
LONGEST = 30


@pytest.fixture(scope="module")
def is_workday():
    """Our answer, from the days the calendar table is filled with."""
    kinds = {
        day.date: day.kind
        for year in range(FIRST, LAST + 1)
        for day in holiday_source.days_settled_by_notice(year)
    }
    holidays, make_ups = (
        {day for day, kind in kinds.items() if kind == wanted}
        for wanted in ("holiday", "make_up_workday")
    )
    return lambda day: clock.is_working_day(day, holidays, make_ups)


def each_day():
    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        yield day
        day += timedelta(days=1)


def test_library_knows_the_same_years():
    assert all(holiday_source.is_announced(year) for year in range(FIRST, LAST + 1))
    assert {day.year for day in chinese_calendar.constants.holidays} >= set(
        range(FIRST, LAST + 1)
    )


def test_every_day_agrees(is_workday):
    differing = [
        day for day in each_day() if is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


def test_every_time_limit_agrees(is_workday):
    """All start dates, 1 to 30 working days."""
    workdays = [day for day in each_day() if chinese_calendar.is_workday(day)]
    compared, beyond, following = 0, 0, 0
    for start in each_day():
        while following < len(workdays) and workdays[following] <= start:
            following += 1
        expected = workdays[following : following + LONGEST]
        due = start
        for days, day in enumerate(expected, 1):
            assert clock.add_working_days(start, days, is_workday) == day
            assert clock.count_working_days(start, day, is_workday) == days
            compared += 1
            due = day
        beyond += LONGEST - len(expected)
        assert due.year <= LAST
    # Limits that end after the last year the peer knows are not compared.
    assert compared + beyond == LONGEST * sum(1 for _day in each_day())
    assert beyond < LONGEST * 50
