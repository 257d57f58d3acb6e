"""A year of follow-up: its talks, and concerns raised in it."""

from . import follow_up
from . import follow_up_workflow
from . import follow_up_talk
from . import follow_up_concern
from . import care_delegation
