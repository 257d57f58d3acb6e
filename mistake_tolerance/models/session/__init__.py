"""A committee's session: seats, ballots, tally.

It may know ``inquiry``.
"""

from . import extends_case
from . import extends_party
from . import extends_application
from . import session
from . import session_flow
from . import seat
from . import ballot
from . import ballot_file
from . import ballot_flow
