from . import test_scheme_area
from . import test_scheme_draft
from . import test_scheme_frozen
from . import test_scheme_frozen_rpc
from . import test_scheme_frozen_sql
from . import test_scheme_precedence
from . import test_scheme_preset
from . import test_scheme_version
