"""What happened, once, and the proceedings of other bodies about it.

It may know ``scheme``. Hook: ``_get_conflicted_users``.
"""

from . import matter
from . import proceeding
from . import matter_conflict
