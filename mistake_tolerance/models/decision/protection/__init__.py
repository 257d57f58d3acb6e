"""What programs and people ask about protections."""

from . import check_protection
