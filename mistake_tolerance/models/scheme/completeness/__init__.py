"""Whether a draft is complete: what is found, and what is accepted with a reason."""

from . import finding
from . import acceptance
from . import check
from . import check_steps
