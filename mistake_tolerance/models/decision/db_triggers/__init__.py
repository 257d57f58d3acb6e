"""Triggers and functions by which the database protects decisions from any code."""

from . import decision_triggers
from . import person_triggers
