"""Refusals of the guard: their message, their log, and the block of the commit."""

from . import blocked_attempt
from . import import_run
