from . import subject
from . import subject_lineage
from . import hr_employee
from . import hr_department
from . import matter
from . import proceeding
from . import case
from . import party
