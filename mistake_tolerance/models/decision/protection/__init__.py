"""The check of protections, for programs and for users."""

from . import check_protection
