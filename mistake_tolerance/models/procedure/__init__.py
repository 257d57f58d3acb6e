"""The steps of a case in time: due dates, pauses, what is done.

It may know ``case``. A new kind of step begins as a row of ``tolerance.scheme.step``.
"""

from . import extends_case
from . import case_step
from . import case_step_pause
