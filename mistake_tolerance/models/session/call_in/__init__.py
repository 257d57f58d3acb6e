"""Calls in experts and reserves by the nature of the problem."""

from . import extends_session
from . import extends_seat
from . import call_in_dialog
