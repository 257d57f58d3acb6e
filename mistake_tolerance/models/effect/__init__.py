from . import effect
from . import check_protection
from . import determination
from . import determination_line
from . import determination_flow
from . import case
from . import session
from . import hold
