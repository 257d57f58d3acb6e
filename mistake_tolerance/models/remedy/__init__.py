"""Remedies if a decision is not followed or a declaration is wrong.

Holds reports that a matter still counts, and contests of declarations; ``request/``
holds requests to decide anew: reconsideration, appeal, correcting session. It may know
``personnel``. Hooks: ``_on_reported``, ``_on_resolved``.
"""

from . import grievance
from . import violation_report
from . import declaration_contest
from . import request
