"""The clerk's answer: accepted for which matter, returned, or not accepted."""

from . import extends_application
from . import application_answer_dialog
from . import governing
from . import matter_choice
from . import matter_difference
