"""Documents of a case: their numbers, levels of secrecy, certificates."""

from . import document
from . import case_level
from . import extends_res_company
from . import certificate
from . import extends_person_match
from . import certified_records
from . import certificate_report
