"""Until when the clerk decides on acceptance."""

from . import extends_application
