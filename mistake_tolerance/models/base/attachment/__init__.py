"""Files that belong to a record; what was submitted is kept."""

from . import ir_attachment
from . import attachment_mixin
