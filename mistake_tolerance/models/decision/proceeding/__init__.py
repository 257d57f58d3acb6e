"""What the accountability organ is told of our decision, and what it did in the end."""

from . import extends_proceeding
from . import extends_case
