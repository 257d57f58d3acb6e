"""The content of a scheme version, apart from its steps."""

from . import provision
from . import article
from . import category
from . import situation
from . import situation_part
from . import exclusion
from . import factor
from . import factor_choice
from . import degree
from . import scheme_area
from . import measure
from . import principle
from . import legal_basis
from . import responsibility
from . import level
from . import scope
from . import extends_version
from . import disclosure
