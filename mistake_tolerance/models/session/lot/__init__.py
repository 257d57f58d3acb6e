"""A lot among the qualified: an option of the product, off by default."""

from . import extends_body
from . import lot
from . import lot_workflow
from . import extends_session
