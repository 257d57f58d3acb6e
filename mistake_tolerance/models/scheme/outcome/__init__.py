"""What can be decided by a version, and what follows from it.

Hook: ``_get_follow_up_months`` of the version.
"""

from . import extends_version
