from . import test_subject
