from . import test_deciding_seats
from . import test_open_provision
from . import test_session
