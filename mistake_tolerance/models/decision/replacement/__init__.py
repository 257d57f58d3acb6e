"""A decision that takes the place of another, in one transaction."""

from . import extends_determination
