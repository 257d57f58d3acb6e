from . import test_translations
from . import test_sheet
from . import test_case_ledger
from . import test_return
