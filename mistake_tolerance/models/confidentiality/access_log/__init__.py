"""Who opened a classified case, and how: a line for each."""

from . import access_log_content
from . import access_log
from . import access_log_note
from . import extends_letter_report
