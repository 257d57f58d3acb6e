"""A regulation as one Excel file: written from a version, and read into a draft.

The sheets follow from the models of the parts (``layout``); what is read are the same
entries as in a shipped file. ``reader`` lists what is wrong in the file, ``trial`` what
the database refuses.
"""

from . import scheme_workbook
from . import wizard
