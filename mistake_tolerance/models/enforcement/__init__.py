"""What refuses a mark: every write is matched with the effects in force.

Holds the hook on ``base``, matching, verdicts, blocked attempts and dry runs;
``neutralisation/`` what is taken back after a decision. It may know ``guard``. Hooks:
``_tolerance_neutralise``, ``_describe_attempt``, ``_get_countable_models``.
"""

from . import table
from . import meet
from . import negative
from . import lookup
from . import court
from . import adapter
from . import watched_field
from . import blocked_attempt
from . import swallowed
from . import import_run
from . import extends_effect
from . import extends_subject
from . import dry_run
from . import neutralisation
