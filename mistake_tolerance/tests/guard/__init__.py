from . import test_declaration
from . import test_guard_change
from . import test_guard_condition
from . import test_guard_validation
from . import test_guard_suggestion
