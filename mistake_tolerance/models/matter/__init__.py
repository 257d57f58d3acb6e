"""Matters, one for each event, and the proceedings of other bodies about them.

It may know ``scheme``. Hooks: ``_get_subject_domain`` and ``_get_subjects``, whom it
concerns; ``_get_ledger_chain``.
"""

from . import extends_subject
from . import extends_person_match
from . import matter
from . import proceeding
from . import extends_conflict
from . import matter_conflict
