from . import test_application
from . import test_application_conflict
from . import test_governing_rules
from . import test_late_filing
from . import test_matter_choice
from . import test_own_page
from . import test_separation
