"""The steps of a case in time: which apply, due dates, pauses, extensions, ways back.

It may know ``case``. A new kind of step begins as a row of ``tolerance.scheme.step``.
Hooks: ``_get_due`` and ``_get_start`` of a step, ``_get_step_facts`` of a party, and of
a case ``_get_receipt_day``, ``_get_return_refusal`` and ``_on_returned``.
"""

from . import extends_case
from . import step_name
from . import extends_matter
from . import extends_party
from . import case_step
from . import case_step_disclosure
from . import case_step_pause
from . import case_step_workflow
from . import case_step_extension
from . import extends_scheme_article
