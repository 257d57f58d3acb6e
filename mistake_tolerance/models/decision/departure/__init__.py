from . import extends_determination
from . import extends_case
