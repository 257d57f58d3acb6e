"""What was held against somebody before, found and taken back."""

from . import neutralisation
from . import naming
from . import look_back
from . import extends_person_match
from . import worklist
from . import uncovered
