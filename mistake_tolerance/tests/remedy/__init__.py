from . import test_violation_report
from . import test_remedy_request
