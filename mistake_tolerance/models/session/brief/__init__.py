"""What a member reads about a case: a one-page brief first, then the papers."""

from . import extends_party
from . import extends_session
from . import extends_ballot
