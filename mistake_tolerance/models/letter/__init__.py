"""The letters (文书) of a case, from wordings that the agency edits.

A wording gives title, text and closing of one kind of letter, with placeholders; the
values come from the records that the letter is about. It may know ``care``. Hooks:
``_get_letter_values``, ``_get_worded`` and ``_get_issued_text`` of a letter.
"""

from . import wording
from . import letter
from . import letter_check
from . import letter_workflow
from . import letter_edited
from . import extends_application
from . import extends_determination
from . import extends_decision_delivery
from . import extends_case
