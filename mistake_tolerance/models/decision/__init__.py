"""The decision about each party, and the effects by which it protects.

Holds determinations, effects, holds and ``check_protection``. ``db_triggers/`` holds
what the database itself keeps, ``document/`` numbers, levels and certificates,
``draft/`` what follows from a session, ``replacement/`` a decision that takes the place
of another, ``referral/`` what is handled strictly, ``departure/`` why it departs from
an opinion. It may know ``session``. Hooks: ``_on_confirmed``, ``_on_revoked``,
``_get_bound_refusal`` and ``_get_deciding_sessions`` of a determination;
``_is_drafted`` and ``_prepare_draft`` of a result; ``_on_created``, ``_on_held`` and
``_on_lifted`` of effects.
"""

from . import certified_mixin
from . import effect
from . import effect_meaning
from . import protection
from . import determination
from . import determination_handling
from . import determination_line
from . import determination_workflow
from . import points
from . import replacement
from . import draft
from . import extends_matter
from . import duplicate_check
from . import extends_case
from . import extends_party
from . import extends_application
from . import referral
from . import departure
from . import hold
from . import withheld
from . import db_triggers
from . import document
from . import grounds
