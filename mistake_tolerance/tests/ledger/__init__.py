from . import test_admin_audit
from . import test_ledger_entry
from . import test_ledger_mixin
from . import test_ledger_name
from . import test_ledger_names
from . import test_ledger_seal
from . import test_ledger_verifier
