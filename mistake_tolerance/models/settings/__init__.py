"""The settings of an agency, and the start page of each role.

Holds the settings of the agency and the home page of each role. It may know every
room, and none needs it.
"""

from . import needed
from . import setting_watch
from . import home
from . import settings
