from . import calendar_day
from . import calendar_year
