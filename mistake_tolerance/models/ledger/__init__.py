"""The hash chain: who did what, and when, in an order that cannot change.

Holds the mixin by which records enter their acts, entries, chains, seals,
verification, and the entries about administrators. It may know ``calendar``. Hooks:
``_get_ledger_record``, ``_get_ledger_chain``, ``_get_ledger_values`` and
``_get_ledger_acts`` of a model, ``_find_principal`` of an entry.
"""

from . import append_only
from . import entry
from . import act
from . import chain
from . import pending
from . import seal
from . import verifier
from . import verification
from . import ledger_mixin
from . import extends_res_company
from . import calendar_watch
from . import extends_calendar_day
from . import extends_calendar_year
from . import admin_audit
