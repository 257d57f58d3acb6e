from . import test_case_step
from . import test_step_plan
