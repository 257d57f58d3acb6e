"""A case and its parties, from acceptance to service and archive.

It may know ``matter``. Hooks of a case: ``_on_joined``, ``_do_decide``,
``_get_filing_refusal``, ``_get_decision_text``, ``_get_served_text``; for its steps
``_complete_step``, ``_get_order_refusal`` and ``_get_decided_day``; for what comes next
``_get_step_action`` and ``_get_state_action``. Hook of a party: ``_get_applicants``.
"""

from . import extends_subject
from . import extends_matter
from . import extends_proceeding
from . import case
from . import case_workflow
from . import case_next_action
from . import party
from . import decision_delivery
from . import extends_conflict
from . import extends_protected_source
from . import extends_access_log
from . import case_conflict
from . import interference
