from . import test_self_check
