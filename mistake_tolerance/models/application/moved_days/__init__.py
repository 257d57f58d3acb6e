"""Counts time limits anew when the calendar changes."""

from . import extends_calendar_day
from . import extends_calendar_year
