"""Paired, interleaved runs: each pair is measured close together in time."""

import gc
import statistics
import time
from math import comb
from pathlib import Path

from odoo import Command

from odoo.addons.mistake_tolerance.models.enforcement.base_hook import Base

# What the guard does at every write, guarded or not.
ADAPTER = {name: method for name, method in vars(Base).items() if callable(method)}

AUTOMATION = """
for mark in records or record:
    protected = env["tolerance.effect"].sudo().search_count([
        ("subject_id", "=", mark.subject_id.id),
        ("area_id", "=", mark.area_id.id),
        ("is_lifted", "=", False),
        ("date_from", "<=", mark.date),
        "|", ("date_to", "=", False), ("date_to", ">=", mark.date),
    ] + ([("matter_id", "=", mark.matter_id.id)] if mark.matter_id else []), limit=1)
    is_open = not mark.matter_id and env["tolerance.matter"].sudo().search_count([
        ("subject_ids", "in", mark.subject_id.ids),
        ("is_open", "=", True),
        ("occurred_on", "<=", mark.date),
    ], limit=1)
    if protected or is_open:
        raise UserError("Protected.")
"""


def get_clock(cr):
    """Return a clock that counts the work of this process and of its database.

    Seconds on the processor of both, so that other work on the machine weighs
    little; elapsed seconds where the database runs elsewhere.
    """
    schedule = Path(f"/proc/{cr._cnx.info.backend_pid}/schedstat")
    command = schedule.with_name("comm")
    if not command.exists() or not command.read_text().startswith("postgres"):
        return time.perf_counter
    return lambda: time.process_time() + int(schedule.read_text().split()[0]) / 1e9


class Bench:
    """One transaction in which the same work is timed under several designs."""

    def __init__(self, env):
        self.env = env
        self.clock = get_clock(env.cr)
        self.rule = env["base.automation"].create(
            {
                "name": "The same rule, as an automation",
                "model_id": env["ir.model"]._get_id("tolerance.mark"),
                "trigger": "on_create_or_write",
                "active": False,
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Refuse",
                            "model_id": env["ir.model"]._get_id("tolerance.mark"),
                            "state": "code",
                            "code": AUTOMATION,
                        }
                    )
                ],
            }
        )

    def use(self, design):
        """Switch to ``guard``, ``automation`` or ``plain``, the last two without
        any code of the guard in the way."""
        for name, method in ADAPTER.items():
            if design == "guard":
                setattr(Base, name, method)
            elif name in vars(Base):
                delattr(Base, name)
        # Past the ORM: switching a guard on would look back at all records.
        self.env.cr.execute(
            "UPDATE tolerance_guard SET active = %s", [design == "guard"]
        )
        self.env["tolerance.guard"].invalidate_model()
        self.env.registry.clear_cache()
        if self.rule.active != (design == "automation"):
            self.rule.active = design == "automation"
        self.env.flush_all()

    def time(self, work):
        """Return the seconds that ``work`` takes; what it wrote is taken back."""
        savepoint = self.env.cr.savepoint()
        gc.collect()
        gc.disable()
        try:
            start = self.clock()
            work()
            self.env.flush_all()
            return self.clock() - start
        finally:
            gc.enable()
            savepoint.close(rollback=True)

    def compare(self, work, warm, pairs, designs=("guard", "plain")):
        """Return the seconds of each design, a list of one figure a pair."""
        took = {design: [] for design in designs}
        for number in range(pairs):
            for design in designs if number % 2 else reversed(designs):
                self.use(design)
                self.time(warm)
                took[design].append(self.time(work))
        self.use("guard")
        return took


def get_ratios(took, design="guard", other="plain"):
    """Return the median of the paired ratios, and an interval that holds the true
    median in 95 of 100 cases, whatever the distribution (order statistics)."""
    ratios = sorted(
        one / two for one, two in zip(took[design], took[other], strict=True)
    )
    count, cut, outside = len(ratios), 0, 0.0
    while (outside := outside + 2 * comb(count, cut) / 2**count) <= 0.05:
        cut += 1
    cut = max(cut - 1, 0)
    return statistics.median(ratios), ratios[cut], ratios[-1 - cut]


def show(name, took):
    median, low, high = get_ratios(took)
    plain = statistics.median(took["plain"]) * 1000
    print(
        f"\n{name}: {median:.3f} x ({low:.3f} to {high:.3f}), "
        f"plain {plain:.0f} ms, {len(took['plain'])} pairs"
    )
    return median, low, high
