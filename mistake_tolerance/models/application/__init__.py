"""Applications: how they are submitted, reach the clerk and are answered.

It may know ``procedure``. Its ``acceptance/`` makes the case, its ``notice/``
tells who a proceeding is about until when to apply. Hook:
``_get_reader_parts``, by which parts readers are named to the applicant.
"""

from . import extends_res_company
from . import extends_task_mixin
from . import activity_menu
from . import application
from . import application_access
from . import application_workflow
from . import application_progress
from . import answer_due
from . import moved_days
from . import extends_conflict
from . import extends_matter
from . import extends_subject
from . import extends_party
from . import extends_decision_delivery
from . import extends_case
from . import extends_case_step
from . import acceptance
from . import extends_scope
from . import notice
from . import receipt
from . import withdrawal
