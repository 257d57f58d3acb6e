"""Marks: what was noted against or for somebody, and the points it moves."""

from . import mark
from . import mark_neutralisation
from . import mark_hold
from . import mark_decision
from . import mark_attempt
from . import points_entry
from . import points_employee
from . import ground
