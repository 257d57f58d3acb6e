from . import effect
from . import determination
from . import determination_line
from . import determination_flow
from . import case
from . import session
from . import hold
