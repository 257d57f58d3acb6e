"""Sessions: a body is called, its members vote, and their results are recorded.

Here lie the session, its roll and its voting; ``ballot/`` is what a member fills in,
``brief/`` what a member reads, ``result/`` the count, ``lot/`` draws members.
``meeting/`` calls members to a meeting; ``hearing/`` holds hearings and opinions of
departments; ``supplement/`` returns a case to its inquiry; ``recusal/`` keeps members
out; ``secret/`` is the ballot box; ``recorded/`` enters a session held on paper;
``void/`` declares one void; ``minutes/`` are its minutes. It may know ``inquiry``.
Hooks of the session: ``_get_roll``, ``_get_roll_day``, ``_on_roll_made``,
``_get_open_refusal``, ``_get_warnings``, ``_get_member_sentence``, ``_on_opened``,
``_read_choices``, ``_get_counted_refusal``, ``_on_closed``, ``_get_act_day``,
``_takes_minutes``, ``_get_parties``, ``_is_decided``, ``_ask_for_next_session``; of
the party: ``_get_brief_rows``, ``_get_deciding_sessions``; of the result:
``_on_worded``. What follows reads results, never ballots.
"""

from . import own_entry_mixin
from . import extends_case
from . import extends_case_step
from . import extends_inquiry_member
from . import extends_party
from . import extends_application
from . import session
from . import session_workflow
from . import session_ballot
from . import session_next
from . import void
from . import one_person
from . import seat
from . import meeting
from . import call_in
from . import lot
from . import extends_case_level
from . import level_dialog
from . import result
from . import ballot
from . import hearing
from . import brief
from . import supplement
from . import recusal
from . import minutes
from . import recorded
from . import secret
