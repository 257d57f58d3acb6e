"""A stand-in's rights: who acts for whom, in which role, from when to when.

Holds delegations, the mixin of records in which a stand-in can act, and what the ledger
says of it. It may know ``body``. Hook: ``_get_delegated_domain``, one for each record
type. A model declares its ``_delegated_acts``.
"""

from . import delegation
from . import delegation_workflow
from . import extends_body
from . import delegation_mixin
from . import extends_task_mixin
from . import extends_ledger_entry
