from . import test_body
from . import test_body_member
from . import test_sign_in
