"""Settings of what is guarded: record types, conditions, declared neutral values.

Holds guards, their changes, suggestions for them, and declarations of another ground.
It may know ``decision``; ``enforcement`` reads it. Hook: ``_get_countable_models``.
"""

from . import guard
from . import guard_problem
from . import guard_scope
from . import declaration
from . import guard_change
from . import guard_suggestion
from . import extends_scheme_check
