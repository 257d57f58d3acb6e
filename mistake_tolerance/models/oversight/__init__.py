"""The nightly self-check: what protects still stands, and who may do what.

It may know every room before it, and none needs it.

Hook: ``_find_faults`` and ``_read_settings`` of a self-check.
"""

from . import self_check
from . import self_check_finding
from . import faults
from . import effective_settings
