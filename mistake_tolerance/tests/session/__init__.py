from . import test_ballot_secrecy
from . import test_committee
from . import test_deciding_seats
from . import test_open_provision
from . import test_session
from . import test_hearing
from . import test_joint_opinion
from . import test_supplement
