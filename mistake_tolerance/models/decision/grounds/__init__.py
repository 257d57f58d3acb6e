"""What decisions and effects rest on, and what cites an article."""

from . import extends_determination
from . import extends_effect
from . import extends_scheme_article
