"""Bodies that decide, their members, and how their users log in.

It may know ``confidentiality``. Hook: ``_get_heads``.
"""

from . import body
from . import body_member
from . import sign_in
