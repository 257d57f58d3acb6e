"""Working days of the agency and the deadlines that are counted in them.

Holds days, years and the mixin of deadlines. It may know ``base``. Hook:
``_on_loaded``, after the days of a year were taken from the library.
"""

from . import calendar_cached
from . import calendar_day
from . import calendar_year
from . import deadline_mixin
