"""Length of a follow-up and the days of its talks."""

from datetime import date, timedelta  # noqa: F401 (date is for the doctests)

from dateutil.relativedelta import relativedelta


def last_day(start, months):
    """Return the last day of a period of ``months``; its first is the day after.

    That is the day of the same number, or the last of a shorter month, as the
    Civil Code counts months (articles 201 and 202).

    >>> last_day(date(2026, 4, 1), 12)
    datetime.date(2027, 4, 1)
    >>> last_day(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    return start + relativedelta(months=months)


def talk_days(start, months, count):
    """Return the days of ``count`` talks, evenly spread; the last ends the period.

    Whole months where they come out even, days otherwise.

    >>> [day.isoformat() for day in talk_days(date(2026, 4, 1), 12, 4)]
    ['2026-07-01', '2026-10-01', '2027-01-01', '2027-04-01']
    >>> [day.isoformat() for day in talk_days(date(2026, 4, 1), 1, 2)]
    ['2026-04-16', '2026-05-01']
    >>> talk_days(date(2026, 4, 1), 12, 0)
    []
    """
    if count and months % count == 0:
        step = months // count
        return [last_day(start, step * turn) for turn in range(1, count + 1)]
    length = (last_day(start, months) - start).days
    return [
        start + timedelta(days=length * turn // count) for turn in range(1, count + 1)
    ]


def nearest_workday(day, last, is_workday):
    """Return the workday on or after ``day``, or the last one before ``last`` ends.

    >>> weekdays = lambda day: day.weekday() < 5
    >>> nearest_workday(date(2027, 2, 21), date(2027, 11, 21), weekdays)  # a Sunday
    datetime.date(2027, 2, 22)
    >>> nearest_workday(date(2027, 11, 21), date(2027, 11, 21), weekdays)
    datetime.date(2027, 11, 19)
    """
    fit = day
    while not is_workday(fit) and fit < last:
        fit += timedelta(days=1)
    while not is_workday(fit):
        fit -= timedelta(days=1)
    return fit
