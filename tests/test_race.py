"""A decision and a negative mark meet on two real connections.

Whichever comes first, there is never an active mark beside an exemption. The rows
stay in the test database, as they do in life; no other test reads them.
"""

import threading
import time

import pytest
from psycopg2.errors import SerializationFailure
from scene import Scene

REPETITIONS = 200
HEAD_START = 0.004


@pytest.mark.parametrize("first", ["mark", "decide"])
def test_both_at_once(registry, first):
    scene = Scene(registry, REPETITIONS)
    outcomes = {}

    def run(name, barrier, pair):
        def wait():
            barrier.wait()
            if name != first:
                time.sleep(HEAD_START)

        outcomes[pair, name] = scene.insist(getattr(scene, name), pair, wait)

    for pair in scene.pairs:
        barrier = threading.Barrier(2)
        threads = [
            threading.Thread(target=run, args=(name, barrier, pair))
            for name in ("mark", "decide")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(outcomes) == 2 * REPETITIONS
    assert all(outcomes[pair, "decide"] == "done" for pair in scene.pairs)
    assert scene.get_unprotected() == []


def test_a_mark_with_an_old_view_starts_again(registry):
    scene = Scene(registry, 1)
    (pair,) = scene.pairs
    cr, env = scene.begin()
    try:
        assert scene.insist(scene.decide, pair, bool) == "done"
        with pytest.raises(SerializationFailure):
            scene.mark(env, pair)
    finally:
        cr.close()
    assert scene.insist(scene.mark, pair, bool) == "refused"


def test_a_decision_with_an_old_view_starts_again(registry):
    scene = Scene(registry, 1)
    (pair,) = scene.pairs
    cr, env = scene.begin()
    try:
        assert scene.insist(scene.mark, pair, bool) == "done"
        with pytest.raises(SerializationFailure):
            scene.decide(env, pair)
    finally:
        cr.close()
    assert scene.insist(scene.decide, pair, bool) == "done"
    assert scene.get_unprotected() == []
