"""Reconsideration, appeal and correcting session: another panel decides once more.

The request is what the party or the clerk enters; what the panel decides comes as the
result of a session, and a decision that is changed replaces the earlier one at once.
"""

from . import request
from . import limits
from . import request_entry
from . import request_workflow
from . import extends_party
from . import extends_case
from . import extends_case_step
from . import extends_session
from . import extends_ballot
from . import extends_determination
from . import extends_delivery
from . import extends_application
from . import extends_res_company
from . import triggers
