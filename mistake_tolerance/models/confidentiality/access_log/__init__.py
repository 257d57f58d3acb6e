"""Who opened a classified case, and how: a line for each."""

from . import opening_content
from . import opening
from . import opening_note
