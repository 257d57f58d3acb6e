"""Who was whose superior, and when."""

from . import reporting_line
