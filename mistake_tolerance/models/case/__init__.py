"""A case and its parties, from acceptance to service and archive.

It may know ``matter``. Hooks: ``_get_guide``, ``_get_withheld``.
"""

from . import case
from . import case_flow
from . import case_guide
from . import party
from . import service
from . import separation_of_duties
from . import case_conflict
from . import case_delegation
