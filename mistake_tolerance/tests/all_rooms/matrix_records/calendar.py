from datetime import date, timedelta
from itertools import chain

# Years that nothing else of the tests has in the calendar.
YEARS = chain(range(1951, 2010), range(2040, 2201))


class CalendarRecords:
    """Days and years of the calendar."""

    def _vals_tolerance_calendar_day(self, fresh):
        return {"date": date(2030, 1, 1) + timedelta(self._next_number())}

    def _vals_tolerance_calendar_year(self, fresh):
        return {"year": next(YEARS)}
