"""Promotions: tracks, levels, requirements and their checks."""

from . import track
from . import track_level
from . import promotion
from . import promotion_check
from . import promotion_requirement
from . import promotion_track
