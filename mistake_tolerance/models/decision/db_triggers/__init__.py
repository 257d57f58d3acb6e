"""Triggers and functions by which the database protects decisions from any code."""

from . import person_triggers
