"""Confirming a decision beside the marks that exist already."""

import statistics

from pairs import get_clock, get_ratios
from scene import Scene

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from odoo.addons.mistake_tolerance.tests.common import act

MARKS, SAMPLE, PAIRS = 10_000, 200, 5


class Confirmation:
    """One decision, and ten thousand marks that hold its matter against the person."""

    def __init__(self, env, scene):
        self.env = env
        self.clock = get_clock(env.cr)
        matter, draft = scene.pairs[0]
        member = env.ref("base.user_admin")
        draft = env["tolerance.determination"].browse(draft)
        self.determination = draft.with_user(member).sudo()
        self.marks = env["tolerance.mark"].create(
            [
                scene.get_mark_vals(matter) | {"reason": f"Because of it, {number}"}
                for number in range(MARKS)
            ]
        )
        env.flush_all()

    def confirm(self):
        """Return the seconds and statements that one confirmation takes."""
        savepoint = self.env.cr.savepoint()
        statements, start = self.env.cr.sql_log_count, self.clock()
        act(self.determination).action_confirm()
        self.env.flush_all()
        took = self.clock() - start
        statements = self.env.cr.sql_log_count - statements
        assert all(self.marks.mapped("is_neutralised"))
        savepoint.close(rollback=True)
        return took, statements

    def confirm_one_by_one(self):
        """Return the seconds that code takes which handles one mark at a time.

        First with what confirming does for each mark, finding out that the decision
        covers it and neutralising it, then with neutralising alone.
        """
        savepoint = self.env.cr.savepoint()
        self._switch_guards(False)
        act(self.determination).action_confirm()
        self.env.flush_all()
        self._switch_guards(True)
        Mark = self.env["tolerance.mark"]
        Enforcement = self.env["tolerance.enforcement"]
        watch = Enforcement._get_watch(Mark._name)
        effect = self.determination.effect_ids
        start = self.clock()
        for mark in self.marks[:SAMPLE]:
            Enforcement._judge(Mark, watch, {mark.id})
            self.env.flush_all()
        whole = self.clock() - start
        start = self.clock()
        for mark in self.marks[SAMPLE : 2 * SAMPLE]:
            Mark._tolerance_neutralise({mark.id: effect.id})
            self.env.flush_all()
        part = self.clock() - start
        done = self.marks[: 2 * SAMPLE].mapped("is_neutralised")
        assert done == [True] * 2 * SAMPLE
        savepoint.close(rollback=True)
        self.env.registry.clear_cache()
        return whole / SAMPLE * MARKS, part / SAMPLE * MARKS

    def _switch_guards(self, active):
        # Past the ORM: switching a guard on would look back at all records.
        self.env.cr.execute("UPDATE tolerance_guard SET active = %s", [active])
        self.env["tolerance.guard"].invalidate_model()
        self.env.registry.clear_cache()


def test_ten_thousand_marks(million):
    registry = Registry(odoo.tests.common.get_db_name())
    scene = Scene(registry, 1)
    with registry.cursor() as cr:
        context = {
            "tracking_disable": True,
            "allowed_company_ids": [scene.company],
        }
        bench = Confirmation(api.Environment(cr, SUPERUSER_ID, context), scene)
        took = {"together": [], "one by one": [], "written one by one": []}
        for _number in range(PAIRS):
            seconds, statements = bench.confirm()
            took["together"].append(seconds)
            whole, part = bench.confirm_one_by_one()
            took["one by one"].append(whole)
            took["written one by one"].append(part)
            assert statements <= 100 + MARKS / 100
        cr.rollback()
        registry.clear_all_caches()
    together = statistics.median(took["together"])
    print(f"\n{MARKS:,} marks: {together:.1f} s, {statements} statements")
    medians = {}
    for name in ("one by one", "written one by one"):
        median, low, high = get_ratios(took, name, "together")
        medians[name] = median
        print(
            f"{name}: {statistics.median(took[name]):.0f} s, "
            f"{median:.0f} x ({low:.0f} to {high:.0f}), {PAIRS} pairs"
        )
    assert medians["one by one"] >= 20
