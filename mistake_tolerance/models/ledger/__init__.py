"""The hash chain: who did what, and when, in an order nobody can change.

Holds entries, chains, seals, verification, and the entries about administrators. It
may know ``calendar``. Hook: ``_get_closures`` of a room that closes entries.
"""

from . import append_only
from . import entry
from . import act
from . import chain
from . import pending
from . import seal
from . import verifier
from . import verification
from . import calendar_watch
from . import extends_calendar_day
from . import extends_calendar_year
from . import admin_audit
