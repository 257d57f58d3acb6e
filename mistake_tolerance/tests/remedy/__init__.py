from . import test_violation_report
