"""What the database keeps, whatever code writes: triggers and their functions."""

from . import binding
from . import binding_person
