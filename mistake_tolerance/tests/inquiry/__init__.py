from . import test_assessment
from . import test_assessment_stop
from . import test_evidence
from . import test_inquiry
from . import test_judged_by_hand
from . import test_listed
