"""The secret ballot: choices lie in a box outside the ORM, without the voter.

A choice is never stored on a ballot, not even as a draft. One act ends the voting; a
second one, in a transaction of its own, counts the box and deals it anew, so that
nothing in the database joins a voter with a choice afterwards.
"""

from . import extends_session
from . import extends_ballot
