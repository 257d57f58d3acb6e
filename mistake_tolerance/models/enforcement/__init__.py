"""Refuses marks that decisions cover: matches every write with effects in force.

``tolerance.enforcement`` watches, matches, judges and sweeps (a file each); the hook
on ``base`` calls it. ``refusal/`` holds what a refusal says and leaves on file,
``neutralisation/`` what is taken back after a decision. It may know ``guard``. Hooks:
``_get_grounded``, ``_describe_attempt``, ``_tolerance_neutralise``.
"""

from . import watch_table
from . import match
from . import verdict
from . import sweep
from . import base_hook
from . import field_lock
from . import refusal
from . import extends_declaration
from . import extends_effect
from . import extends_subject
from . import dry_run
from . import neutralisation
from . import extends_guard
