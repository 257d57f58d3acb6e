"""Settings of what is guarded: record types, conditions, declared neutral values.

Holds guards, their changes, suggestions for them, and declarations of another ground.
It may know ``decision``; ``enforcement`` reads it. Hook: ``_get_grounded``.
"""

from . import guard
from . import neutral_value
from . import condition
from . import guard_scope
from . import guard_spec
from . import guard_entry
from . import guard_switch
from . import declaration
from . import guard_change
from . import guard_suggestion
