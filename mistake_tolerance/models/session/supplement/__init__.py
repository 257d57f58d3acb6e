"""Supplementary inquiry: a session returns its case with questions."""

from . import extends_inquiry_question
from . import extends_session
from . import extends_ballot
