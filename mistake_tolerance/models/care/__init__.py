"""After the decision: correction, handling, post, and a year of ``follow_up/``.

Holds corrections, the handling by the organ, post adjustments and follow-ups. It may
know ``remedy``.
"""

from . import extends_res_company
from . import extends_version
from . import care_record
from . import correction
from . import correction_workflow
from . import correction_next_action
from . import post_adjustment
from . import post_adjustment_workflow
from . import extends_guard
from . import extends_determination
from . import extends_case
from . import extends_personnel_record
from . import handling
from . import follow_up
