from . import test_clock
from . import test_ledger_entry
from . import test_rules_doctest
from . import test_subject
