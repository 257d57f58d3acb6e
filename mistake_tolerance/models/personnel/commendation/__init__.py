"""Commendations."""

from . import commendation
