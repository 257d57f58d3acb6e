"""Officers who confirm at the same moment do not exceed the quota of a grade.

The rows stay in the test database, in a bureau of their own.
"""

import threading
from uuid import uuid4

import pytest
from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError

from odoo.addons.mistake_tolerance.tests.common import act

OFFICERS = 4


class Round:
    """A bureau with its own grades, and appraisals that all reach the best one."""

    def __init__(self, registry, make):
        self.registry = registry
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            company = env["res.company"].create({"name": f"Race {uuid4()}"})
            self.company = company.id
            env = company.with_company(company).env
            env["tolerance.grade"].create(
                [
                    {
                        "name": name,
                        "minimum_score": score,
                        "quota": quota,
                        "sequence": 10 - score // 10,
                        "company_id": company.id,
                    }
                    for name, score, quota in (("Best", 90, 20), ("Rest", 0, 0))
                ]
            )
            unit = env["hr.department"].create(
                {"name": "Race", "company_id": company.id}
            )
            employees = env["hr.employee"].create(
                [
                    {
                        "name": f"Race {number}",
                        "department_id": unit.id,
                        "company_id": company.id,
                    }
                    for number in range(OFFICERS)
                ]
            )
            self.appraisals = make(env, unit, employees).ids

    def begin(self):
        """Open a connection whose snapshot is taken now."""
        cr = self.registry.cursor()
        cr.execute("SELECT 1")
        context = {"allowed_company_ids": [self.company]}
        return cr, api.Environment(cr, SUPERUSER_ID, context)

    def confirm(self, env, appraisal):
        draft = env["tolerance.appraisal"].browse(appraisal)
        act(draft.with_user(env.ref("base.user_admin")).sudo()).action_confirm()

    def insist(self, appraisal, wait):
        """Confirm as a request would: start again when the race is lost.

        :return: ``done`` or ``refused``
        """
        while True:
            cr, env = self.begin()
            try:
                wait()
                wait = bool
                self.confirm(env, appraisal)
                cr.commit()
                return "done"
            except (SerializationFailure, DeadlockDetected):
                continue
            except UserError:
                return "refused"
            finally:
                cr.close()


def make_cycle(env, unit, _employees):
    cycle = env["tolerance.appraisal.cycle"].create(
        {
            "name": "Race",
            "area_id": env.ref("mistake_tolerance.area_annual_appraisal").id,
            "year": 2026,
            "department_id": unit.id,
            "company_id": unit.company_id.id,
        }
    )
    cycle.action_open()
    return cycle.appraisal_ids


def make_by_hand(env, _unit, employees):
    area = env.ref("mistake_tolerance.area_annual_appraisal")
    return env["tolerance.appraisal"].create(
        [
            {"employee_id": employee.id, "area_id": area.id, "year": 2026}
            for employee in employees
        ]
    )


@pytest.mark.parametrize("make", [make_cycle, make_by_hand])
def test_all_officers_at_once(registry, make):
    scene = Round(registry, make)
    barrier = threading.Barrier(OFFICERS)
    outcomes = {}

    def run(appraisal):
        outcomes[appraisal] = scene.insist(appraisal, barrier.wait)

    threads = [threading.Thread(target=run, args=(a,)) for a in scene.appraisals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Of four, 20 percent is less than one; one is allowed.
    assert sorted(outcomes.values()) == ["done", "refused", "refused", "refused"]


@pytest.mark.parametrize("make", [make_cycle, make_by_hand])
def test_an_officer_with_an_old_view_starts_again(registry, make):
    scene = Round(registry, make)
    first, second, *_others = scene.appraisals
    cr, env = scene.begin()
    try:
        assert scene.insist(first, bool) == "done"
        with pytest.raises(SerializationFailure):
            scene.confirm(env, second)
    finally:
        cr.close()
    assert scene.insist(second, bool) == "refused"
