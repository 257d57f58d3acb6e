from . import question
from . import extends_inquiry
