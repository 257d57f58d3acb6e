"""Triggers and functions by which the database protects decisions from any code."""

from . import binding
from . import binding_person
