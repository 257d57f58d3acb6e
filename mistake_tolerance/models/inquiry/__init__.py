"""The inquiry: team, evidence, assessment of each situation.

Holds inquiries, their members, evidence and assessments, and what lists leave out. It
may know ``application``. Hook: ``_get_withheld``.
"""

from . import extends_case
from . import extends_case_step
from . import extends_party
from . import extends_application
from . import inquiry
from . import inquiry_workflow
from . import inquiry_member
from . import evidence
from . import assessment
from . import assessment_stop
from . import assessment_line
from . import loss
from . import supplement
from . import listed
from . import conflict_watch
