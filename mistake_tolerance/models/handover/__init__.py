"""Hands over the open tasks and roles of people who leave.

Holds hand-overs and departures. It may know every room before it; none needs it but
``settings``.
"""

from . import hand_over
from . import hand_over_plan
from . import hand_over_workflow
from . import person_deletion
from . import departure
from . import departure_notice
