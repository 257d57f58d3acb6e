from . import case_ledger_return
