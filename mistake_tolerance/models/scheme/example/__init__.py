"""Worked examples: facts and answers, and what has to come of them.

They are run by the functions that a case asks: the plan of the steps, their time
limits, what rules tolerance out, the degrees, areas and follow-up.
"""

from . import example
from . import example_answer
from . import example_expectation
from . import example_run
from . import example_words
from . import extends_version
