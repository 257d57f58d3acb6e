"""Finds existing negative records that a decision covers, and neutralises them."""

from . import neutralisation
from . import matter_attribution
from . import extends_person_match
from . import worklist
from . import uncovered
from . import uncovered_note
