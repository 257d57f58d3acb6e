"""Why something is as it is: the articles, answers and evidence that it rests on.

Hooks of ``tolerance.grounded.mixin``: ``_get_grounds``, ``_get_found_answers`` and
``_get_remarks``. Hook of the article: ``_get_uses``, by which a later room adds what
cites it.
"""

from . import grounded_mixin
from . import why
from . import article_use
