from . import test_case_grounds
from . import test_case_walk
from . import test_interference
from . import test_example_case
from . import test_shipped_walk
from . import test_workbook_regulation
from . import test_delegation_case
