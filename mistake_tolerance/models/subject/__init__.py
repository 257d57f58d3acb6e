"""Who a case is about: one person or unit, however many records name them.

Holds subjects, their kinds and lineage, the questions whether two records are one
person, the lines of command, and the mixin of records about somebody. It may know
``ledger``.
Hooks of a subject: ``_filter_concerned``, ``_on_identified`` after records were joined
or taken apart, ``_on_joined`` and ``_on_left``; of a match: ``_get_join_values`` and
``_on_separated``, ``_get_separate_refusal``. A model declares by ``_subject_field``
that it rests on a person.
"""

from . import subject
from . import subject_lineage
from . import extends_hr_employee
from . import extends_hr_department
from . import subject_type
from . import person_match
from . import person_match_find
from . import person_match_question
from . import person_match_workflow
from . import subject_mixin
from . import line
