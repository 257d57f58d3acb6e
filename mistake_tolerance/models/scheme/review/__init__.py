"""The review paper: what a regulation says beside what the system does with it."""

from . import extends_provision
from . import extends_step
from . import extends_version
from . import review
from . import follow_up
from . import review_report
