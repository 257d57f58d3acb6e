from . import area
from . import scheme
from . import version
