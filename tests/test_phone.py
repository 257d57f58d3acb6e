"""Three people with a phone, 390 by 844, against a server of their own.

The server works on a copy of the test database; both are gone afterwards.
"""

from datetime import date, timedelta

import pytest
from own_server import copied, serving
from walker import PHONE, Walker, browser

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests.common import new_test_user
from odoo.tools import config

from odoo.addons.mistake_tolerance.models.verb import opened
from odoo.addons.mistake_tolerance.tests.common import act

ROLES = {
    "officer": "base.group_user",
    "head": "base.group_user",
    "clerk": "base.group_user,mistake_tolerance.group_clerk",
    "hr": "base.group_user,mistake_tolerance.group_hr_officer",
    "leader": "base.group_user,mistake_tolerance.group_member",
}


@pytest.fixture(scope="module")
def database(load_registry):
    source = odoo.tests.common.get_db_name()
    with copied(source, f"{source}_phone") as name:
        yield name


@pytest.fixture(scope="module")
def scene(database):
    """A unit with its head, an officer, and a matter that was decided already."""
    testing = config["test_enable"]
    # Loading a registry would run the tests of its addons once more.
    config["test_enable"] = False
    registry = Registry(database)
    config["test_enable"] = testing
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        company = env.company
        users = {
            login: new_test_user(env, login=login, password=login, groups=groups)
            for login, groups in ROLES.items()
        }
        unit = env["hr.department"].create({"name": "Ward One"})
        head, officer = env["hr.employee"].create(
            [
                {
                    "name": f"The {login}",
                    "user_id": users[login].id,
                    "department_id": unit.id,
                }
                for login in ("head", "officer")
            ]
        )
        unit.manager_id = head
        company.tolerance_clerk_id = users["clerk"]
        version = env["tolerance.scheme"]._load_preset("gansu_2018", company)
        decision = _exempt(env, version, officer, users["leader"])
        appraisal = env["tolerance.appraisal"].create(
            {
                "employee_id": officer.id,
                "area_id": env.ref("mistake_tolerance.area_annual_appraisal").id,
            }
        )
        return {"decision": decision.name, "appraisal": appraisal.id}


def _exempt(env, version, officer, leader):
    today = env.company._tolerance_today()
    subject = officer.tolerance_subject_id
    matter = env["tolerance.matter"]._create_verb(
        {
            "title": "A gate left open",
            "occurred_on": today - timedelta(days=30),
            "subject_ids": [(6, 0, subject.ids)],
        }
    )
    case = env["tolerance.case"]._create_verb(
        {"matter_id": matter.id, "version_id": version.id}
    )
    step = case.step_ids.filtered(lambda step: step.kind == "decision")
    session = env["tolerance.session"]._create_verb(
        [
            {
                "case_id": case.id,
                "step_id": step.id,
                "body_id": env["tolerance.body"].create({"name": "Party group"}).id,
                "kind": "decision",
                "state": "closed",
            }
        ]
    )
    opened(env["tolerance.session.seat"]).create(
        {"session_id": session.id, "user_id": leader.id}
    )
    party = env["tolerance.case.party"]._create_verb(
        {"case_id": case.id, "subject_id": subject.id}
    )
    decision = env["tolerance.determination"]._create_verb(
        {
            "party_id": party.id,
            "degree_id": version.degree_ids.grouped("kind")["exempt"].id,
            "situation_ids": [(6, 0, version.situation_ids[:1].ids)],
            "reasons": "Acted in good faith.",
        }
    )
    act(decision.with_user(leader)).action_confirm()
    return decision


@pytest.fixture(scope="module")
def server(database, scene, tmp_path_factory):
    log = tmp_path_factory.mktemp("phone") / "server.log"
    with serving(database, log) as url:
        yield url


@pytest.fixture
def phone(server):
    people = []
    with browser() as opened:

        def pick_up(login):
            people.append(Walker(opened, server, login, login, PHONE))
            return people[-1]

        yield pick_up
        for person in people:
            assert person.complaints == []


def test_the_employee_applies_and_the_unit_head_forwards(phone):
    officer = phone("officer")
    officer.open("my-tolerance-applications")
    officer.create()
    officer.type("organ", "Discipline Inspection Group")
    officer.type("proceeding_started_on", f"{date.today():%m/%d/%Y}")
    officer.type("what_happened", "The new patrol plan left a gate unwatched.")
    officer.tick("situation_ids", "Exploratory mistake")
    officer.choose("degree_id", "Exempt from liability")
    officer.type("statement", "Decided in a meeting, no gain, repaired at once.")
    officer.press("action_submit")
    officer.see("The unit forwards it by")

    head = phone("head")
    head.open("unit-tolerance-applications")
    head.card("The officer")
    head.type("unit_opinion", "It is as told; the unit supports it.")
    head.press("action_forward")
    head.see("The clerk decides on acceptance")


def test_the_hr_officer_reads_why_a_mark_is_refused(phone, scene, database):
    hr = phone("hr")
    hr.open(f"tolerance-appraisals/{scene['appraisal']}")
    hr.add("mark_ids")
    hr.type("points", "2")
    hr.choose("matter_id", "A gate left open")
    hr.type("reason", "The gate again")
    hr.page.locator(".modal .o_form_button_save").click()
    hr.save()
    hr.see(scene["decision"])
    hr.confirm()
    with Registry(database).cursor() as cr:
        cr.execute("SELECT count(*) FROM tolerance_mark")
        assert cr.fetchone() == (0,)
