"""The steps of a case in time: due dates, pauses, what is done.

It may know ``case``. A new kind of step begins as a row of ``tolerance.scheme.step``.
Hooks: ``_get_due`` and ``_get_start`` of a step, ``_has_granted_party``.
"""

from . import extends_case
from . import case_step
from . import case_step_pause
