"""A committee's session: seats, ballots, tally.

Holds sessions, the seats of their roll, and ballots. It may know ``inquiry``. Hook:
``_on_closed``.
"""

from . import extends_case
from . import extends_case_step
from . import extends_inquiry_member
from . import extends_party
from . import extends_application
from . import session
from . import session_workflow
from . import seat
from . import ballot
