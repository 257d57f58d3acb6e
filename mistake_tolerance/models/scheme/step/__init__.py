"""The steps of a procedure: conditions, ways back and time limits."""

from . import step
from . import step_limit
from . import step_condition
from . import step_plan
from . import limit_preset
from . import extends_version
