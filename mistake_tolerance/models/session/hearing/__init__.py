"""Hearings of a case, and the signed opinions of professionals and departments."""

from . import signed_mixin
from . import extends_case
from . import extends_case_step
from . import extends_party
from . import extends_session
from . import hearing
from . import hearing_workflow
from . import hearing_letter
from . import opinion
from . import statement
from . import joint_opinion
from . import legality_review
from . import extends_ballot
