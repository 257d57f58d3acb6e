"""The nightly self-check: does what protects still stand, and who may do what now.

It reads every room and none needs it.

Hook: ``_find_faults`` and ``_read_settings`` of a self-check.
"""

from . import self_check
from . import self_check_finding
from . import faults
from . import effective_settings
