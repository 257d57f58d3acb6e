"""Drafts of decisions: they follow from the results of a session, and word them."""

from . import extends_session
from . import extends_result
from . import extends_determination
