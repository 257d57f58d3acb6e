"""The race of tests/test_race, for SOAK_MINUTES (10) on end.

Every round is a bureau of its own; between rounds the ledger is sealed and read
back, and the process must not grow.
"""

import os
import random
import threading
import time

import psutil
from scene import Scene

from odoo import SUPERUSER_ID, api

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
PAIRS = 20
MARKS = 3
PAUSE = 0.5  # seconds at most between two marks of a writer


def meet(scene, pair):
    """Let a decision meet marks of two writers; then write one more.

    :return: what became of the marks, ``done`` or ``refused``
    """
    outcomes, decided = [], []

    def mark():
        for _each in range(MARKS):
            time.sleep(random.uniform(0, PAUSE))
            outcomes.append(scene.insist(scene.mark, pair, bool))

    def decide():
        decided.append(scene.insist(scene.decide, pair, bool))

    threads = [threading.Thread(target=act) for act in (mark, mark, decide)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert decided == ["done"]
    assert scene.insist(scene.mark, pair, bool) == "refused"
    return outcomes


def read_ledger(registry, company):
    """Seal what waits and read the company's ledger back.

    :return: the findings of the verifier, and how many entries it read
    """
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].browse(company)
        while env["tolerance.ledger.seal"]._seal(company):
            cr.commit()
        findings, counts = env["tolerance.ledger.verifier"]._verify(company)
        return findings, counts


def test_no_round_is_lost(registry, capsys):
    until = time.monotonic() + MINUTES * 60
    rounds = refused = stored = 0
    process, size = psutil.Process(), None
    while time.monotonic() < until or rounds < 3:
        scene = Scene(registry, PAIRS)
        for pair in scene.pairs:
            outcomes = meet(scene, pair)
            refused += outcomes.count("refused")
            stored += outcomes.count("done")
        assert scene.get_unprotected() == []
        findings, counts = read_ledger(registry, scene.company)
        assert findings == []
        assert counts["pending"] == 0
        rounds += 1
        # The first rounds fill the caches.
        if rounds == 3:
            size = process.memory_info().rss
    grown = process.memory_info().rss / size
    with capsys.disabled():
        print(
            f"\n{rounds} rounds of {PAIRS} decisions: {stored} marks came before, "
            f"{refused} were refused, memory {grown:.2f} x"
        )
    assert refused and stored, "the writers never met: nothing was tested"
    assert grown < 1.5
