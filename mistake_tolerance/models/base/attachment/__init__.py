"""Files that belong to a record."""

from . import attachment_mixin
