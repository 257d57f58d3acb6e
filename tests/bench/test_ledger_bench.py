"""Entries a second with 20 writers, each act 20 ms of work, Odoo's own retries.

To compare: one head row for a whole company, the simplest design, let 7 entries a
second through under this load, and one request waited 13.5 s.
"""

import statistics
import threading
import time
from functools import partial

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service import model as service
from odoo.tools import mute_logger

WRITERS, ENTRIES, WORK = 20, 5, 0.02
VERB = "test.bench"


def act(env, chain_id):
    country = env["res.country"].browse(chain_id)
    time.sleep(WORK)
    env["tolerance.ledger.entry"]._append(
        [
            (
                VERB,
                env.company,
                {"text": "适用第五条" * 20},
                country if chain_id else None,
            )
        ]
    )


def commit(registry, function):
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        return service.retrying(partial(function, env), env)


def measure(registry, chain_of):
    """Return entries a second, and the longest and median wait of an act."""
    barrier, waits, failures = threading.Barrier(WRITERS + 1), [], []

    def write(writer):
        barrier.wait()
        for _number in range(ENTRIES):
            start = time.monotonic()
            try:
                commit(registry, partial(act, chain_id=chain_of(writer)))
                waits.append(time.monotonic() - start)
            except Exception as error:  # noqa: BLE001  counted
                failures.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    barrier.wait()
    start = time.monotonic()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    return len(waits) / took, statistics.median(waits), max(waits), len(failures)


def test_entries_a_second(load_registry):
    registry = Registry(odoo.tests.common.get_db_name())
    designs = {
        "loose": lambda writer: 0,
        "a chain for each writer": lambda writer: 1 + writer,
        "five writers to a chain": lambda writer: 101 + writer % 4,
        "one chain for all": lambda writer: 151,
    }
    with mute_logger("odoo.sql_db"):
        for name, chain_of in designs.items():
            rate, median, longest, failures = measure(registry, chain_of)
            print(
                f"\n{name}: {rate:.1f} entries/s, median {median:.3f} s, "
                f"longest {longest:.2f} s, {failures} gave up"
            )
            assert rate > 0


def test_ten_thousand_entries(load_registry):
    registry = Registry(odoo.tests.common.get_db_name())

    def fill(env):
        entry = env["tolerance.ledger.entry"]
        acts = [(VERB, env.company, {"n": n}, env.company) for n in range(10_000)]
        return entry._append(acts)[:0]

    def seal(env):
        while env["tolerance.ledger.seal"]._seal(env.company):
            pass

    def verify(env):
        findings, counts = env["tolerance.ledger.verifier"]._verify(env.company)
        assert not findings
        return counts["entries"]

    for name, function in (("enter", fill), ("seal", seal), ("verify", verify)):
        start = time.monotonic()
        commit(registry, function)
        print(f"\n{name} 10,000: {time.monotonic() - start:.2f} s")
