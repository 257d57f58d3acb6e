import logging

from odoo.tests import tagged

from .fuzz_common import FuzzCase

# What goes here is printed at the end of a test run; see conftest.py.
_logger = logging.getLogger(f"{__name__}.figures")
CALLS = 20


@tagged("post_install", "-at_install")
class TestPublicFuzz(FuzzCase):
    """Whatever a client calls, it is answered or refused in words, and stores nothing.

    The long form, with many more calls, is in tests/soak.
    """

    def test_no_call_breaks_or_stores_what_is_not_the_callers(self):
        faults, outcomes = self.fuzz(CALLS, seed=20)
        calls = sum(outcomes.values())
        _logger.info(
            "fuzz: %s public methods, %s calls: %s",
            len(self.callable),
            calls,
            ", ".join(f"{name} {count}" for name, count in outcomes.most_common()),
        )
        self.assertGreater(outcomes["answered"], 100)
        self.assertGreater(outcomes["AccessError"], 100)
        self.assertFalse(faults)

    def test_records_that_are_not_there_are_refused_in_words(self):
        """Odoo reads a record of id 0 as an empty one and asks no rule about it."""
        faults, outcomes = self.fuzz_ids(([0], [2**31 - 1]))
        self.assertGreater(sum(outcomes.values()), 500)
        self.assertFalse(faults)
