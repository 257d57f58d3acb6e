"""Working days of the agency and the deadlines that are counted in them.

Holds days, years and the mixin of deadlines. It may know ``base``. Hook:
``_move_due_dates``, called after a change of the calendar.
"""

from . import calendar_cached
from . import calendar_day
from . import calendar_year
from . import due
