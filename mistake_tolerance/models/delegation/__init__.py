"""A stand-in's rights: who acts for whom, in which part, from when to when.

Holds delegations, the mixin that lends a part of a record, and what the ledger says of
it. It may know ``body``. Hook: ``_get_lent_domain``, one for each record type. A model
declares its ``_delegated_acts``.
"""

from . import stand_in
from . import stand_in_loan
from . import stand_in_refusal
from . import stand_in_flow
from . import extends_body
from . import lent
from . import stand_in_tasks
from . import extends_ledger_entry
