"""Which of several published regulations, and of their versions, governs a case."""

from . import extends_version
