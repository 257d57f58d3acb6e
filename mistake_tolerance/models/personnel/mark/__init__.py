"""Marks: negative or positive notes about somebody, and their points."""

from . import mark
from . import mark_neutralisation
from . import mark_hold
from . import mark_attempt
from . import points_entry
from . import points_employee
from . import ground
