"""A committee's session: seats, ballots, results, tally; hearings and opinions.

Holds all of it, in ``hearing/`` hearings and the opinions of departments; ``meeting/``
calls members to a meeting; ``supplement/`` returns a case to its inquiry; ``recusal/``
keeps members out; ``secret/`` is the ballot box. It may know ``inquiry``. Hooks of the
session: ``_get_roll``, ``_on_roll_made``, ``_get_open_refusal``, ``_get_warnings``,
``_on_opened``, ``_read_choices``, ``_on_closed``, ``_get_act_day``, ``_takes_minutes``;
of the result: ``_on_worded``. What follows reads results, never ballots.
"""

from . import extends_case
from . import extends_case_step
from . import extends_inquiry_member
from . import extends_party
from . import extends_application
from . import session
from . import session_workflow
from . import session_ballot
from . import seat
from . import meeting
from . import session_call_in
from . import call_in_dialog
from . import extends_case_level
from . import level_dialog
from . import result
from . import ballot
from . import hearing
from . import supplement
from . import recusal
from . import minutes
from . import recorded
from . import secret
