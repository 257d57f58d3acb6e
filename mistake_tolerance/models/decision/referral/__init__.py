"""Conduct that a decision found is referred to the organ that handles it strictly."""

from . import extends_party
from . import extends_case
