"""Settings of what is guarded: record types, conditions, declared neutral values.

It may know ``decision``. ``enforcement`` reads them.
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
