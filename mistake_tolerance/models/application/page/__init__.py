"""What the applicant reads of the procedure: who acts, until when, whom to ask."""

from . import extends_application
