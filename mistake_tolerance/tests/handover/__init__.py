from . import test_deletion
from . import test_departure
from . import test_hand_over
from . import test_hand_over_care
from . import test_hand_over_session
