"""Confirming a decision beside the marks that exist already."""

import time

from scene import Scene

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

MARKS, SAMPLE = 10_000, 200


def test_ten_thousand_marks(million):
    registry = Registry(odoo.tests.common.get_db_name())
    scene = Scene(registry, 1)
    (matter, draft), employee = scene.pairs[0], scene.employee
    with registry.cursor() as cr:
        context = {
            "tracking_disable": True,
            "allowed_company_ids": [scene.company],
        }
        env = api.Environment(cr, SUPERUSER_ID, context)
        marks = env["tolerance.mark"].create(
            [
                {
                    "kind": "objection",
                    "employee_id": employee,
                    "area_id": scene.area,
                    "matter_id": matter,
                    "date": "2026-06-01",
                    "reason": f"Because of the matter, {number}",
                }
                for number in range(MARKS)
            ]
        )
        env.flush_all()
        determination = env["tolerance.determination"].browse(draft)

        savepoint = cr.savepoint()
        before, start = cr.sql_log_count, time.perf_counter()
        determination.action_confirm()
        env.flush_all()
        took, statements = time.perf_counter() - start, cr.sql_log_count - before
        assert all(marks.mapped("is_neutralised"))
        effect = determination.effect_ids
        savepoint.close(rollback=True)

        # The same, as code that handles one mark at a time would do it.
        cr.execute("UPDATE tolerance_guard SET active = FALSE")
        env.registry.clear_cache()
        determination.action_confirm()
        env.flush_all()
        cr.execute("UPDATE tolerance_guard SET active = TRUE")
        env["tolerance.guard"].invalidate_model()
        env.registry.clear_cache()
        effect = determination.effect_ids
        start = time.perf_counter()
        for mark in marks[:SAMPLE]:
            env["tolerance.mark"]._tolerance_neutralise({mark.id: effect.id})
            env.flush_all()
        one_by_one = (time.perf_counter() - start) / SAMPLE * MARKS
        cr.rollback()
        registry.clear_all_caches()
    print(
        f"\nconfirm beside {MARKS:,} marks: {took:.1f} s, {statements} statements; "
        f"one by one {one_by_one:.0f} s, {one_by_one / took:.0f} x"
    )
    assert statements <= 100 + MARKS / 100
    assert one_by_one >= 20 * took
