"""Several connections append to one chain and seal it at the same time, for real.

What is committed here is taken away again below the ORM, past the trigger, since
the ledger itself has no way to do so.
"""

import threading
import time
from functools import partial

import pytest
from psycopg2.errors import SerializationFailure

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service import model as service
from odoo.tools import mute_logger

WRITERS, ENTRIES = 6, 8
VERB = "test.concurrency"


@pytest.fixture
def registry(load_registry):
    return Registry(odoo.tests.common.get_db_name())


@pytest.fixture
def quick_retry(monkeypatch):
    """Odoo waits up to 2, 4, 8 seconds between tries; the order is what counts.

    It also logs an error for each; here they are what the test is about.
    """
    real = service.random.uniform
    monkeypatch.setattr(
        service.random, "uniform", lambda low, high: real(low, high) / 100
    )
    with mute_logger("odoo.sql_db"):
        yield


def commit(registry, function):
    """Run ``function(env)`` as a request would: tried again, then committed."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        return service.retrying(partial(function, env), env)


def insist(registry, function):
    """Commit; press the button again when Odoo gives up after its five tries."""
    while True:
        try:
            return commit(registry, function)
        except SerializationFailure:
            continue


@pytest.fixture
def ledger(registry):
    """Take away what the test adds; put back on the waiting list what it sealed."""

    def remember(env):
        env.cr.execute("SELECT entry_id FROM tolerance_ledger_pending")
        waiting = [entry_id for (entry_id,) in env.cr.fetchall()]
        env.cr.execute("SELECT COALESCE(max(id), 0) FROM tolerance_ledger_seal")
        return waiting, env.cr.fetchone()[0]

    def restore(env):
        tables = ("tolerance_ledger_entry", "tolerance_ledger_seal")
        for table in tables:
            env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        env.cr.execute("DELETE FROM tolerance_ledger_pending")
        env.cr.execute("DELETE FROM tolerance_ledger_seal WHERE id > %s", [last_seal])
        env.cr.execute("DELETE FROM tolerance_ledger_chain WHERE key = %s", [key(env)])
        env.cr.execute("DELETE FROM tolerance_ledger_entry WHERE verb = %s", [VERB])
        env.cr.execute(
            "INSERT INTO tolerance_ledger_pending (entry_id) SELECT unnest(%s::int[])",
            [waiting],
        )
        for table in tables:
            env.cr.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    waiting, last_seal = commit(registry, remember)
    yield
    commit(registry, restore)


def anchor(env):
    return env.ref("base.cn")


def key(env):
    return f"res.country,{anchor(env).id}"


def run_writers(registry, tries):
    """Let all writers start together; return what went wrong in them."""
    barrier, errors = threading.Barrier(WRITERS), []

    def append(number, env):
        tries.append(number)
        env["tolerance.ledger.entry"]._append(
            [(VERB, env.company, {"number": number}, anchor(env))]
        )
        env["tolerance.ledger.entry"]._append(
            [(VERB, env.company, {"number": number}, None)]
        )

    def write(writer):
        barrier.wait()
        try:
            for number in range(ENTRIES):
                insist(registry, partial(append, writer * ENTRIES + number))
        except Exception as error:  # noqa: BLE001  the test shows whatever it is
            errors.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    return threads, errors


def seal(env):
    return len(env["tolerance.ledger.seal"]._seal(env.company))


def read_chain(env):
    env.cr.execute(
        "SELECT position, previous_hash, hash FROM tolerance_ledger_entry"
        " WHERE chain = %s ORDER BY position",
        [key(env)],
    )
    return env.cr.fetchall()


def count_loose(env):
    return env["tolerance.ledger.entry"].search_count(
        [("verb", "=", VERB), ("chain", "=", False)]
    )


def verify(env):
    return env["tolerance.ledger.verifier"]._verify(env.company)


def test_concurrent_entries_form_one_complete_chain(registry, ledger, quick_retry):
    tries, seals = [], 0
    threads, errors = run_writers(registry, tries)
    while any(thread.is_alive() for thread in threads):
        seals += commit(registry, seal)
        time.sleep(0.01)
    assert errors == []
    while commit(registry, seal):
        seals += 1

    expected = WRITERS * ENTRIES
    assert len(tries) > expected, "the writers never met: nothing was tested"
    assert seals > 1, "nothing was sealed while the writers were at it"
    chain = commit(registry, read_chain)
    assert [position for position, _previous, _hash in chain] == list(
        range(1, expected + 1)
    )
    assert [previous for _position, previous, _hash in chain[1:]] == [
        digest for _position, _previous, digest in chain[:-1]
    ]
    assert commit(registry, count_loose) == expected
    findings, counts = commit(registry, verify)
    assert findings == []
    assert counts["pending"] == 0


def test_two_sealers_at_once(registry, ledger):
    """The second leaves at once, and comes back when the first is done."""

    def append(env):
        env["tolerance.ledger.entry"]._append([(VERB, env.company, {}, anchor(env))])

    commit(registry, append)
    with registry.cursor() as first, registry.cursor() as second:
        assert seal(api.Environment(first, SUPERUSER_ID, {}))
        assert not seal(api.Environment(second, SUPERUSER_ID, {}))
        second.rollback()
        first.commit()
        assert not seal(api.Environment(second, SUPERUSER_ID, {}))
        second.rollback()
    assert commit(registry, verify)[0] == []
