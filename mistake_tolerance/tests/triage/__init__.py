from . import test_triage
