"""Supplementary inquiry: a session returns its case with questions.

Who presides returns it, or the members do by their vote.
"""

from . import extends_inquiry_question
from . import extends_session
from . import extends_result
from . import extends_ballot
