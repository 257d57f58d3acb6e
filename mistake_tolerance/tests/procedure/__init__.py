from . import test_case_step
from . import test_level_and_disclosure
from . import test_step_loss
from . import test_step_plan
from . import test_step_return
