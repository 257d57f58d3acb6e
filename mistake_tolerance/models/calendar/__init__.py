from . import calendar_cached
from . import calendar_day
from . import calendar_year
