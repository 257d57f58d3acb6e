from . import case_ledger
from . import tolerance_return
from . import res_users
