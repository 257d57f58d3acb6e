"""Meetings: when and where a body deals with its cases, and who attends."""

from . import meeting
from . import meeting_workflow
from . import attendance
from . import adjourn_dialog
from . import call_dialog
from . import extends_seat
from . import extends_session
from . import extends_case
from . import extends_calendar
