# Odoo looks for the test modules here alone.
# ruff: noqa: F403
# pylint: disable=wildcard-import
from .all_rooms import *
from .base import *
from .calendar import *
from .ledger import *
from .subject import *
from .confidentiality import *
from .body import *
from .delegation import *
from .scheme import *
from .matter import *
from .case import *
from .procedure import *
from .application import *
from .inquiry import *
from .session import *
from .decision import *
from .guard import *
from .enforcement import *
from .personnel import *
from .remedy import *
from .care import *
from .letter import *
from .handover import *
from .settings import *
from .oversight import *
