"""Bodies that decide, their members, and how their users log in.

Holds bodies, members with terms, specialities, and what the ledger says of every change
of a log-in. It may know ``confidentiality``.
"""

from . import speciality
from . import voting_rule
from . import body
from . import body_member
from . import sign_in
from . import sign_in_address
