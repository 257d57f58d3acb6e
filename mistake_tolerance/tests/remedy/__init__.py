from . import test_violation_report
from . import test_remedy_panel
from . import test_remedy_request
