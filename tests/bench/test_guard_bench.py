"""What the guard costs, beside the same work without it and beside its peer."""

import statistics

import pytest
from pairs import Bench, get_ratios, show

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked

EMPLOYEES = 500


@pytest.fixture
def bench(million, env):
    bench = Bench(env(context={"tracking_disable": True}))
    bench.employees = bench.env["hr.employee"].create(
        [{"name": f"Unprotected {number}"} for number in range(EMPLOYEES)]
    )
    bench.area = bench.env.ref("mistake_tolerance.area_promotion")
    bench.matter = bench.env["tolerance.matter"].search(
        [("name", "=", "BENCH-1")], limit=1
    )
    # They took part in it, and nobody has decided about them.
    unlocked(bench.matter).subject_ids |= bench.employees.tolerance_subject_id
    bench.env.flush_all()
    bench.env.cr.execute("ANALYZE hr_employee")
    return bench


def create(bench, count):
    """Make marks of people whom nothing protects; every tenth cites a matter."""
    return bench.env["tolerance.mark"].create(
        [
            {
                "kind": "objection",
                "employee_id": bench.employees[number % EMPLOYEES].id,
                "area_id": bench.area.id,
                "matter_id": bench.matter.id if number % 10 == 0 else False,
                "date": "2026-06-01",
                "reason": f"Late {number}",
            }
            for number in range(count)
        ]
    )


@pytest.mark.parametrize(("count", "pairs"), [(1000, 25), (10_000, 9)])
def test_batch(bench, count, pairs):
    took = bench.compare(lambda: create(bench, count), lambda: create(bench, 20), pairs)
    median, low, _high = show(f"create {count:,} marks", took)
    assert low <= 1.10, f"{median:.3f}"


@pytest.mark.parametrize("name", ["reason", "date"])
def test_single_writes(bench, name):
    marks = create(bench, 200)
    bench.env.flush_all()

    def write(count):
        for number, mark in enumerate(marks[:count]):
            mark[name] = f"2026-06-{1 + number % 28:02}"
            mark.flush_recordset()

    took = bench.compare(lambda: write(200), lambda: write(3), 11)
    _median, low, _high = show(f"200 single writes of {name}", took)
    if name == "reason":
        assert low <= 1.02


def test_unguarded(bench):
    """A record type that no guard reads pays for looking that up, and no more."""
    partners = bench.env["res.partner"].create(
        [{"name": f"Nobody {number}"} for number in range(200)]
    )

    def work(count):
        for number, partner in enumerate(partners[:count]):
            partner.comment = f"Visited {number}"
            partner.flush_recordset()
        bench.env["res.partner"].create(
            [{"name": f"New {number}"} for number in range(count)]
        )

    took = bench.compare(lambda: work(200), lambda: work(3), 15)
    _median, low, _high = show("200 writes and 200 new records nobody guards", took)
    assert low <= 1.02


def test_peer(bench):
    """The same rule as an automation with a Python action."""
    took = bench.compare(
        lambda: create(bench, 1000),
        lambda: create(bench, 20),
        6,
        ("guard", "plain", "automation"),
    )
    show("create 1,000 marks", took)
    median, low, high = get_ratios(took, "automation")
    print(f"the same rule as an automation: {median:.1f} x ({low:.1f} to {high:.1f})")
    plain = statistics.median(took["plain"])
    guard = statistics.median(took["guard"]) - plain
    automation = statistics.median(took["automation"]) - plain
    print(
        f"overhead: guard {guard * 1000:.0f} ms, automation {automation * 1000:.0f} ms"
    )
    assert automation >= 50 * guard
