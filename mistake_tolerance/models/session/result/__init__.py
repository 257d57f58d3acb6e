"""What a session decided about each party, and how its questions were counted."""

from . import result
from . import tally
from . import extends_session
