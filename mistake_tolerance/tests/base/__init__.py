from . import test_activity_menu
from . import test_dated
from . import test_document_number
from . import test_mail_route
from . import test_original
from . import test_person
from . import test_person_by_code
from . import test_wording
