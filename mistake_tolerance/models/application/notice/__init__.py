"""Who is told of an accountability proceeding on the day it is registered."""

from . import extends_hr_department
from . import notice
from . import notice_workflow
from . import extends_proceeding
from . import extends_matter
from . import extends_application
from . import extends_calendar_day
