"""What a refusal says, who reads of it, and that nothing of it is stored."""

from . import blocked_attempt
from . import import_run
