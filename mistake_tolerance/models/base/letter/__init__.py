from . import letter_mixin
from . import letter_report
