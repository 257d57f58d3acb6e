"""Where a matter goes: a case, a clarification, a correction, or another organ.

It may know every room before it. Hook: ``_on_clarify``, called when a matter turned out
to be no error.
"""

from . import triage
from . import triage_workflow
from . import extends_matter
