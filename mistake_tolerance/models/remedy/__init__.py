"""What a person can do when a decision is not kept or a declaration is wrong.

It may know ``personnel``.
"""

from . import grievance
from . import violation_report
from . import declaration_contest
