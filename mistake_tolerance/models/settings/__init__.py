"""What an agency sets up in one place, and where each role starts its day.

The last room: it knows all, and none needs it.
"""

from . import needed
from . import setting_watch
from . import home
from . import settings
