"""The regulation: its versions, what is in them, and which one is in force.

``content/`` holds articles, situations, factors and degrees, ``step/`` the steps,
``outcome/`` what can be decided. ``completeness/`` checks a draft, ``example/`` runs
its worked examples, ``precedence/`` chooses among what is published. It may know
``delegation``. Published versions are frozen by the database. Hooks: ``_get_findings``
of the check, ``_get_follow_up_months`` and ``_get_publish_effects`` of a version, and
of what is grounded ``_get_grounds``, ``_get_found_answers`` and ``_get_remarks``.
"""

from . import area
from . import frozen
from . import scheme
from . import version
from . import publication
from . import draft
from . import clash
from . import precedence
from . import scheme_part_mixin
from . import content
from . import step
from . import outcome
from . import preset
from . import preset_choice
from . import workbook
from . import completeness
from . import example
from . import review
from . import why
