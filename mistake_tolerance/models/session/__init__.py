from . import case
from . import case_party
from . import session
from . import session_flow
from . import seat
from . import ballot
from . import ballot_file
from . import ballot_flow
