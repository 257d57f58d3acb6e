"""The dialogs: download, load, and the list of what is wrong."""

from . import download_wizard
from . import load_problem
from . import load_wizard
