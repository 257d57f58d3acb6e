from datetime import date, timedelta


class CalendarRecords:
    """Days and years of the calendar."""

    def _vals_tolerance_calendar_day(self, fresh):
        return {"date": date(2030, 1, 1) + timedelta(self._next_number())}

    def _vals_tolerance_calendar_year(self, fresh):
        return {"year": 2100 + self._next_number() % 100}
