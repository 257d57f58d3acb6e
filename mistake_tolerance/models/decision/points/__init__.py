"""Reduced deductions: how many points a matter may still cost."""

from . import extends_determination_line
from . import extends_determination
from . import extends_effect
