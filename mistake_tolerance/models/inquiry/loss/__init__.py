"""The loss that an inquiry establishes, where a step depends on it."""

from . import extends_inquiry
