"""A session that is declared void: it stays on file, and counts no more."""

from . import extends_session
