from . import body
from . import body_member
