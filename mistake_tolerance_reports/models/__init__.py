from . import case_ledger
from . import tolerance_return
