from . import test_case_step
