"""An applicant withdraws an application that nobody has accepted yet."""

from . import extends_application
from . import withdrawal_dialog
