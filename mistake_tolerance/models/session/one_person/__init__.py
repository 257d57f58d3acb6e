"""Sessions of a body for which one person decides."""

from . import extends_session
