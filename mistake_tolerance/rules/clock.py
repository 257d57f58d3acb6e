"""Counting days of time limits. The day after the start is day 1."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)
# No calendar has a closed year: a longer search means a table filled in wrongly.
LONGEST_CLOSURE = 366
# The notice for a year has moved workdays into the last days of December before
# (29 December 2018, 31 December 2011), so those days wait for it too.
LAST_WEEK = 25


def is_working_day(day, holidays, make_up_workdays):
    """Return whether people work on ``day``.

    >>> spring, make_up = {date(2026, 2, 17)}, {date(2026, 2, 14)}
    >>> is_working_day(date(2026, 2, 17), spring, make_up)  # a Tuesday
    False
    >>> is_working_day(date(2026, 2, 14), spring, make_up)  # a Saturday
    True
    >>> is_working_day(date(2026, 3, 7), spring, make_up)
    False
    >>> is_working_day(date(2026, 3, 9), spring, make_up)
    True
    """
    if day in make_up_workdays:
        return True
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start, days, is_workday):
    """Return the last day of a limit of ``days`` working days after ``start``.

    >>> weekdays = lambda day: day.weekday() < 5
    >>> add_working_days(date(2026, 3, 6), 1, weekdays)  # from a Friday
    datetime.date(2026, 3, 9)
    >>> add_working_days(date(2026, 3, 6), 7, weekdays)
    datetime.date(2026, 3, 17)
    >>> add_working_days(date(2026, 3, 7), 0, weekdays)
    datetime.date(2026, 3, 7)
    >>> add_working_days(date(2026, 3, 7), -1, weekdays)
    Traceback (most recent call last):
    ValueError: a time limit cannot be negative: -1
    >>> add_working_days(date(2026, 3, 7), 1, lambda day: False)
    Traceback (most recent call last):
    ValueError: no working day within 366 days after 2026-03-07
    """
    if days < 0:
        raise ValueError(f"a time limit cannot be negative: {days}")
    day, closed = start, 0
    while days:
        day += ONE_DAY
        if is_workday(day):
            days, closed = days - 1, 0
            continue
        closed += 1
        if closed >= LONGEST_CLOSURE:
            last = day - LONGEST_CLOSURE * ONE_DAY
            raise ValueError(f"no working day within {closed} days after {last}")
    return day


def add_period(start, number, unit, is_workday):
    """Return the last day of a period that runs from ``start``.

    A period in months ends on the day with the same number, or on the last day of a
    month that has no such day (Civil Code, art. 202).

    :param str unit: ``working_day``, ``day`` or ``month``

    >>> weekdays = lambda day: day.weekday() < 5
    >>> add_period(date(2026, 3, 6), 1, "working_day", weekdays)
    datetime.date(2026, 3, 9)
    >>> add_period(date(2026, 3, 6), 1, "day", weekdays)
    datetime.date(2026, 3, 7)
    >>> add_period(date(2026, 1, 31), 1, "month", weekdays)
    datetime.date(2026, 2, 28)
    """
    if unit == "working_day":
        return add_working_days(start, number, is_workday)
    if unit == "month":
        return start + relativedelta(months=number)
    return start + timedelta(days=number)


def roll_over(day, is_workday):
    """Return the day on which a period ends whose last day is a rest day.

    It ends on the next working day (Civil Code, art. 203).

    >>> weekdays = lambda day: day.weekday() < 5
    >>> roll_over(date(2026, 3, 7), weekdays)  # a Saturday
    datetime.date(2026, 3, 9)
    >>> roll_over(date(2026, 3, 9), weekdays)
    datetime.date(2026, 3, 9)
    """
    return day if is_workday(day) else add_working_days(day, 1, is_workday)


def count_working_days(start, end, is_workday):
    """Count the working days after ``start`` up to and including ``end``.

    >>> weekdays = lambda day: day.weekday() < 5
    >>> count_working_days(date(2026, 3, 6), date(2026, 3, 16), weekdays)
    6
    >>> count_working_days(date(2026, 3, 6), date(2026, 3, 8), weekdays)
    0
    >>> count_working_days(date(2026, 3, 6), date(2026, 3, 1), weekdays)
    0
    """
    span = max((end - start).days, 0)
    return sum(is_workday(start + n * ONE_DAY) for n in range(1, span + 1))


def years_behind(start, end):
    """Return the years whose holiday notices settle the days up to ``end``.

    >>> sorted(years_behind(date(2026, 11, 20), date(2026, 12, 24)))
    [2026]
    >>> sorted(years_behind(date(2026, 11, 20), date(2026, 12, 29)))
    [2026, 2027]
    >>> sorted(years_behind(date(2025, 12, 31), date(2026, 1, 9)))
    [2026]
    >>> years_behind(date(2026, 1, 9), date(2026, 1, 9))
    set()
    """
    first = start + ONE_DAY
    if end < first:
        return set()
    last = end.year + is_in_last_week(end)
    return set(range(first.year, last + 1))


def is_in_last_week(day):
    """Return whether ``day`` waits for the notice of the year after.

    >>> is_in_last_week(date(2018, 12, 29)), is_in_last_week(date(2018, 12, 24))
    (True, False)
    """
    return day >= date(day.year, 12, LAST_WEEK)
