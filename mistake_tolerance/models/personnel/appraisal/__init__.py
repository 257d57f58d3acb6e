"""Appraisals of a year or a quarter: scores, grades, quota."""

from . import grade
from . import appraisal_cycle
from . import appraisal
from . import appraisal_hold
from . import appraisal_workflow
from . import appraisal_quota
