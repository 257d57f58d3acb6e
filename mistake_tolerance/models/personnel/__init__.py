"""The agency's personnel records, and the guard row of each.

Marks, appraisals, promotions and commendations in a folder each. It may know
``enforcement``.
"""

from . import record
from . import display_name_search
from . import personnel_proposal
from . import extends_subject
from . import extends_hr_employee
from . import extends_hr_employee_public
from . import extends_guard
from . import extends_person_match
from . import record_conflict
from . import mark
from . import appraisal
from . import promotion
from . import commendation
