"""Mixins and helpers that every room uses; they know nothing of cases.

Holds the mixins of states and actions, write permits, to-dos, dated fields, uploads and
number search and letters, and plain helpers: triggers, deletion, bounds, words in the
reader's language; ``field/`` holds texts that blanks do not fill. It may know Odoo
alone. Hooks: ``_transitions``, ``_get_hiding_refusals`` and
``_get_explained_refusals`` of a workflow, ``_tasks``, ``_get_barred_users`` and
``_get_todo_places`` of a to-do, ``_make_letter`` and ``_get_letter_refusal`` of what
prints a letter, ``_parts_of_users`` and ``_filter_unsuitable`` of any record,
``_get_earliest_days`` of dated ones.
"""

from . import original
from . import derived
from . import read_together
from . import person
from . import workflow_mixin
from . import step_check
from . import permit
from . import thread
from . import number_search
from . import dated
from . import task_mixin
from . import attachment
from . import letter
from . import odoo
