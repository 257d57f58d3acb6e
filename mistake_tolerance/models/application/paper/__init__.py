"""Applications of persons and units without a login, entered from their paper."""

from . import extends_application
from . import extends_application_workflow
