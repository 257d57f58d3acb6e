"""What the required fields alone do not tell, a room a file."""

from .ledger import LedgerRecords
from .body import BodyRecords
from .calendar import CalendarRecords
from .scheme import SchemeRecords
from .case import CaseRecords
from .inquiry import InquiryRecords
from .session import SessionRecords
from .effect import EffectRecords
from .guard import GuardRecords
from .personnel import PersonnelRecords
from .care import CareRecords
from .access import AccessRecords
