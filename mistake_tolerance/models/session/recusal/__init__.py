"""Recusal (回避): a member who must not take part leaves the case at once."""

from . import recusal
from . import recusal_workflow
from . import extends_session
from . import extends_ballot
from . import extends_application
from . import extends_conflict
