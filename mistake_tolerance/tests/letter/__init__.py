from . import test_application_letter
from . import test_determination_letter
from . import test_edited_letter
from . import test_case_letter
from . import test_letter_wording
