"""A published version and its parts stay as they are, below the ORM too."""

from . import frozen
