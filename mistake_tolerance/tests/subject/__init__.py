from . import test_namesake
from . import test_person_match
from . import test_person_match_answer
from . import test_subject
from . import test_who_is_whom
