"""What was held against somebody before, found and taken back."""

from . import neutralisation
from . import matter_attribution
from . import extends_person_match
from . import worklist
from . import uncovered
from . import uncovered_note
