"""The ballot of a member about a party: what it shows, and how it is cast."""

from . import ballot
from . import ballot_file
from . import ballot_workflow
from . import extends_ledger_entry
