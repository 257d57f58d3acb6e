"""The minutes of a session (会议纪要): generated, worded, confirmed, printed."""

from . import minutes
from . import extends_session_text
from . import minutes_workflow
from . import minutes_letter
from . import annex
from . import extends_session
