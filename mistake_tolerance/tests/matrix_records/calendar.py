class CalendarRecords:
    """Days and years of the calendar."""

    def _vals_tolerance_calendar_day(self, fresh):
        return {"date": f"20{self._next_number() % 60 + 30}-01-01"}

    def _vals_tolerance_calendar_year(self, fresh):
        return {"year": 2100 + self._next_number() % 100}
