"""The receipt of an application: its attachments by name, and its check code."""

from . import extends_application
from . import receipt_check
