"""People with a phone, 390 by 844, against a server of their own.

The server works on a copy of the test database; both are gone afterwards.
"""

from datetime import date

import pytest
from own_server import copied, serving
from phone_scene import call_session, draft_exemption, give_opinion
from walker import PHONE, Walker, browser

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests.common import new_test_user
from odoo.tools import config

from odoo.addons.mistake_tolerance.tests.common import act

HIDE = """() => {
    const hidden = { value: "hidden", configurable: true };
    Object.defineProperty(document, "visibilityState", hidden);
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.visibilityState;
}"""
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
        gate, lamp = (
            draft_exemption(env, version, officer, users["leader"], title)
            for title in ("A gate left open", "A lamp left burning")
        )
        act(gate.with_user(users["leader"])).action_confirm()
        ballot = call_session(env, version, officer, users["leader"], "A bell unheard")
        rule = {"is_secret": True, "is_collective": True}
        secret = call_session(
            env, version, officer, users["leader"], "A whistle", **rule
        )
        agreed = call_session(env, version, officer, users["leader"], "A door ajar")
        give_opinion(env, version, agreed)
        lamp._plan_todo("confirm", users["leader"])
        appraisal = env["tolerance.appraisal"].create(
            {
                "employee_id": officer.id,
                "area_id": env.ref("mistake_tolerance.area_annual_appraisal").id,
            }
        )
        return {
            "decision": gate.name,
            "draft": lamp.id,
            "ballot": ballot.id,
            "secret": secret.id,
            "agreed": agreed.id,
            "session": ballot.session_id.id,
            "case": lamp.case_id.name,
            "case_id": gate.case_id.id,
            "appraisal": appraisal.id,
        }


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
    for where in ("top", "end"):
        officer.scroll(where)
        officer.reach("action_submit")
    officer.tap("action_submit")
    officer.see("The unit forwards it by")

    head = phone("head")
    head.open("unit-tolerance-applications")
    head.card("The officer")
    head.type("unit_opinion", "It is as told; the unit supports it.")
    head.press("action_forward")
    head.see("The clerk decides on acceptance")


def test_chosen_day_stays_visible_below_the_bar(phone):
    """The day and its label stay below the bar, before and after it is chosen."""
    officer = phone("officer")
    officer.open("my-tolerance-applications")
    officer.create()
    day = officer.field("occurred_on")
    label = officer.page.locator("label[for^='occurred_on']")
    day.locator("input").first.tap()
    officer.page.wait_for_selector(".o_datetime_picker")
    officer.rest()
    assert officer.is_in_view(label)
    officer.page.locator(".o_datetime_picker .o_today").tap()
    officer.rest()
    assert officer.is_in_view(label)
    assert officer.is_in_view(day)


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
    assert count(database, "tolerance_mark") == 0


def test_a_report_is_sent_by_its_button_alone(phone, database):
    officer = phone("officer")
    officer.open("my-tolerance-protection")
    officer.page.locator(".o_kanban_record:not(.o_kanban_ghost)").first.click()
    officer.rest()
    officer.page.get_by_role("button", name="Report as Still Counted").last.click()
    officer.rest()
    officer.type("where_found", "Annual list of the ward")
    officer.type("description", "The list says one gate, minus two.")
    # The phone shows another app meanwhile.
    officer.page.evaluate(HIDE)
    officer.rest()
    officer.page.go_back()
    officer.see("This is a draft and was not sent.")
    officer.page.get_by_role("button", name="Stay").click()
    officer.rest()
    assert count(database, "tolerance_violation_report") == 0
    officer.page.get_by_role("button", name="Send Report").click()
    officer.rest()
    assert count(database, "tolerance_violation_report") == 1


def test_a_report_that_was_left_is_not_stored(phone, database):
    before = count(database, "tolerance_violation_report")
    officer = phone("officer")
    officer.open("my-tolerance-protection")
    officer.page.locator(".o_kanban_record:not(.o_kanban_ghost)").first.click()
    officer.rest()
    officer.page.get_by_role("button", name="Report as Still Counted").last.click()
    officer.rest()
    officer.type("where_found", "Annual list of the ward")
    officer.page.go_back()
    officer.page.get_by_role("button", name="Leave").click()
    officer.rest()
    assert not officer.page.locator(".o_form_editable").count()
    assert count(database, "tolerance_violation_report") == before


def test_confirmation_of_an_appraisal_names_the_person(phone, scene, database):
    hr = phone("hr")
    hr.open(f"tolerance-appraisals/{scene['appraisal']}")
    hr.press("action_confirm")
    question = hr.page.locator(".modal-body").inner_text()
    assert "The officer" in question
    assert "{" not in question
    hr.page.locator(".modal-footer .btn-secondary:visible").last.click()
    hr.rest()
    assert count(database, "tolerance_appraisal", "state = 'confirmed'") == 0


def test_a_row_of_the_clock_opens_the_form_with_its_button(phone):
    """One task waits: the tap leads to where it is done, and takes no second tap."""
    leader = phone("leader")
    leader.page.locator(".o_menu_systray .fa-clock-o").click()
    leader.rest()
    leader.page.locator(".o-mail-ActivityGroup [name=activityTitle]").first.click()
    leader.page.wait_for_selector(".o_form_statusbar[inert] [name='action_confirm']")
    # The finger that came down on the row comes down again.
    x, y = leader.find("action_confirm")
    leader.page.touchscreen.tap(x, y)
    leader.rest()
    assert not leader.page.locator(".modal").count()
    leader.tap("action_confirm")
    leader.see("A lamp left burning")


def test_ballot_lists_all_missing_fields(phone, scene, database):
    leader = phone("leader")
    leader.open(f"tolerance-ballots/{scene['ballot']}")
    # The question and what answers it, without a scroll; one button to cast it.
    leader.see("A bell unheard")
    assert leader.is_in_view(leader.field("degree_id"))
    leader.scroll("end")
    assert leader.page.locator("button[name='action_review']:visible").count() == 1
    leader.tap("action_review")
    told = leader.page.locator(".o_notification").inner_text()
    for words in ("outcome", "Situations Found", "reasons"):
        assert words in told
    assert not leader.page.locator(".modal").count()
    assert leader.is_in_view(leader.field("degree_id"))
    leader.tick("degree_id", "Not tolerated")
    leader.tap("action_review")
    assert leader.is_in_view(leader.field("reasons"))
    leader.type("reasons", "It was heard.")
    leader.tap("action_review")
    # The answer lies where the button was: a second tap must not cast the ballot.
    assert leader.page.locator(".modal-footer[inert]").count() == 1
    leader.page.touchscreen.tap(*leader.find("action_cast"))
    leader.rest()
    cast = f"id = {scene['ballot']} AND cast_on IS NOT NULL"
    assert count(database, "tolerance_ballot", cast) == 0
    leader.tap("action_cast")
    assert count(database, "tolerance_ballot", cast) == 1


def test_secret_ballot_is_sent_by_its_button_alone(phone, scene, database):
    box = ("tolerance_ballot_box", "choice ->> 'reasons' = 'A whistle is heard.'")
    leader = phone("leader")
    leader.open("tolerance-ballots")
    leader.card("A whistle")
    leader.tick("degree_id", "Not tolerated")
    leader.type("reasons", "A whistle is heard.")
    leader.page.evaluate(HIDE)
    leader.page.go_back()
    leader.see("This is a draft and was not sent.")
    leader.page.get_by_role("button", name="Stay").click()
    leader.rest()
    assert count(database, *box) == 0
    leader.tap("action_cast")
    leader.confirm()
    leader.see("is cast")
    assert count(database, *box) == 1
    stored = f"id = {scene['secret']} AND cast_on IS NOT NULL AND degree_id IS NULL"
    assert count(database, "tolerance_ballot", f"{stored} AND reasons IS NULL") == 1


def test_three_taps_from_the_task_to_the_vote_at_any_size_of_text(
    phone, scene, database
):
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        ballot = env["tolerance.ballot"].browse(scene["agreed"])
        ballot.session_id._plan_todo("cast", ballot.user_id)
    leader = phone("leader")
    leader.page.add_style_tag(content="html { font-size: 24px !important; }")
    leader.page.locator(".o_menu_systray .fa-clock-o").click()
    leader.rest()
    row = leader.page.locator(".o-mail-ActivityGroup").filter(
        has_text="Decide on the Case"
    )
    row.locator("[name=activityTitle]").tap()
    leader.page.wait_for_selector("button[name='action_agree']")
    leader.rest()
    # What the member agrees with stands on the same page, above the button.
    leader.see("The door was known to be ajar.")
    leader.settle()
    leader.page.locator("button[name='action_agree']:visible").tap()
    leader.rest()
    leader.settle()
    leader.page.locator("button[name='action_cast']:visible").last.tap()
    leader.rest()
    leader.see("The ballot on")
    cast = f"id = {scene['agreed']} AND cast_on IS NOT NULL"
    assert count(database, "tolerance_ballot", cast) == 1


def test_form_fits_the_width_of_the_phone(phone, scene):
    leader = phone("leader")
    for path in (
        f"tolerance-cases/{scene['case_id']}",
        f"tolerance-sessions/{scene['session']}",
    ):
        leader.open(path)
        tabs = leader.page.locator(".o_notebook .nav-link")
        for number in range(tabs.count()):
            tabs.nth(number).click()
            leader.rest()
            assert leader.find_sideways() == []


def test_a_decision_names_its_matter_and_a_second_tap_changes_nothing(
    phone, scene, database
):
    leader = phone("leader")
    leader.open(f"tolerance-determinations/{scene['draft']}")
    leader.page.locator("button[name='action_confirm']:visible").last.click()
    answer = leader.page.locator(".modal-footer .btn-primary:visible").last
    box = answer.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    # The answer lies where the button was; the question is not read yet.
    assert leader.page.locator(".modal-footer[inert]").count() == 1
    leader.page.touchscreen.tap(x, y)
    leader.rest()
    draft = f"id = {scene['draft']} AND state = 'draft'"
    assert count(database, "tolerance_determination", draft) == 1
    question = leader.page.locator(".modal-body").inner_text()
    for words in (scene["case"], "The officer", "A lamp left burning"):
        assert words in question
    leader.confirm()
    # Impatient fingers come down where the button was, and where the answer was.
    bar = leader.page.locator(".o_form_statusbar[inert]")
    assert bar.count() == 1
    assert not bar.get_by_role("button", name="Revoke").count()
    for height in range(560, 844, 20):
        leader.page.touchscreen.tap(60, height)
    leader.rest()
    assert not leader.page.locator(".modal").count()
    state = f"id = {scene['draft']} AND state = 'confirmed'"
    assert count(database, "tolerance_determination", state) == 1
    # It is there nevertheless, at the end of the form, and asks for a reason.
    leader.page.get_by_role("button", name="Revoke").click()
    leader.see("A lamp left burning")
    leader.page.locator(".modal-footer .btn-secondary:visible").last.click()
    leader.rest()
    assert count(database, "tolerance_determination", state) == 1


def count(database, table, condition="true"):
    """Count rows as they are committed."""
    with Registry(database).cursor() as cr:
        cr.execute(f"SELECT count(*) FROM {table} WHERE {condition}")
        return cr.fetchone()[0]
