"""Sessions held in a room, without the screen: entered, contested, confirmed."""

from . import record
from . import contest
from . import extends_session
from . import extends_session_roll
from . import extends_session_contest
from . import extends_session_text
from . import extends_seat
from . import extends_result
from . import extends_case
from . import extends_call_dialog
