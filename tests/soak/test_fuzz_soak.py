"""Each public method 2,000 times, by every role, with arguments no page would send."""

import os

from odoo.tests import tagged

from odoo.addons.mistake_tolerance.tests.all_rooms.fuzz_common import FuzzCase

CALLS = int(os.environ.get("FUZZ_CALLS", "2000"))
ROUNDS = 20


@tagged("post_install", "-at_install")
class TestFuzzSoak(FuzzCase):
    def test_no_call_breaks_or_stores_what_is_not_the_callers(self):
        for seed in range(ROUNDS):
            with self.subTest(seed=seed):
                faults, outcomes = self.fuzz(CALLS // ROUNDS, seed)
                # At once: the whole run takes hours.
                print(seed, dict(outcomes), *faults.items(), sep="\n")
                self.assertFalse(faults)
