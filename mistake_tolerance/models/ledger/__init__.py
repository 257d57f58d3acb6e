from . import append_only
from . import entry
from . import chain
from . import pending
