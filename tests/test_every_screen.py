"""Every window action of ours in the browser, at a desk and on a phone, in Chinese.

On a copy of the sample agency with one record of everything, each action is opened by
the role whose work it is; then its first record, then New where the screen offers it,
and left again. What a user would stumble over is a fault: an error, a line in the
console, a warning in the server's log, on the phone anything wider than it, and a
button of a form that is out of reach at the form's end.
"""

import pytest
from clicker import Clicker
from one_of_everything import make_one_of_everything
from own_server import copied, find_complaints, serving
from playwright.sync_api import Error
from walker import DESKTOP, HELD_BACK, HIT, PHONE, SCROLL, browser

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

SAMPLE = "demo_check"
# Milliseconds for what has been drawn already.
PATIENCE = 5_000
ADDONS = ("mistake_tolerance", "mistake_tolerance_reports")
ROLES = ("officer", "head", "clerk", "inquirer", "partycommittee", "hr", "supervisor")
ROLES += ("auditor", "tadmin")
SCREENS = {"desk": DESKTOP, "phone": PHONE}
RECORD = ".o_data_row td.o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
NEW = ".o_list_button_add, .o-kanban-button-new, .o_form_button_create"
BUTTON = ".o_statusbar_buttons button:visible"
TROUBLE = ".o_error_dialog, .o_notification"
OPEN = """(action) => odoo.__WOWL_DEBUG__.root.env.services.action.doAction(
    action, { clearBreadcrumbs: true }
)"""
# What reaches beyond the right edge, unless it can be pushed aside where it stands;
# the text of Odoo's ribbon does so by design and is cut by the box around it.
WIDE = """() => {
    const scrolls = (el) => ["auto", "scroll"].includes(getComputedStyle(el).overflowX);
    const isAside = (el) => {
        if (el.parentElement.closest(".ribbon")) return true;
        for (let at = el.parentElement; at; at = at.parentElement) {
            if (at.matches(".o_content, .modal-body, .o_form_sheet_bg")) return false;
            if (scrolls(at)) return true;
        }
        return false;
    };
    return [...document.querySelectorAll(".o_action_manager *, .modal *")]
        .filter((el) => el.getBoundingClientRect().right > innerWidth + 1)
        .filter((el) => el.checkVisibility({ visibilityProperty: true }))
        .filter((el) => el.getBoundingClientRect().width && !isAside(el))
        .slice(0, 3)
        .map((el) => `beyond the edge: <${el.tagName} ${el.className}> ${
            el.closest("[name]")?.getAttribute("name") || ""}`);
}"""

PLANT = """() => {
    console.warn("odd");
    const wide = document.createElement("div");
    Object.assign(wide, { className: "plant", innerText: "wide" });
    wide.style.width = "500px";
    document.querySelector(".o_content").prepend(wide);
}"""


@pytest.fixture(scope="module")
def database(load_registry):
    with copied(SAMPLE, f"{odoo.tests.common.get_db_name()}_screen") as name:
        yield name


@pytest.fixture(scope="module")
def actions(database):
    """Ids of the actions, by the login that opens them and the name of the action."""
    testing = config["test_enable"]
    # Loading a registry would run the tests of its addons once more.
    config["test_enable"] = False
    registry = Registry(database)
    config["test_enable"] = testing
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        make_one_of_everything(env)
        found = env["ir.model.data"].search(
            [("model", "=", "ir.actions.act_window"), ("module", "in", ADDONS)]
        )
        by_login = {}
        for xml_id in found.mapped("complete_name"):
            action = env.ref(xml_id)
            mine = by_login.setdefault(find_main_role(env, action), {})
            mine[xml_id] = action.id
        return by_login


def find_main_role(env, action):
    """Return the login that has most to do there: a menu, then New, then reading."""

    def rate(login):
        user = env.ref(f"mistake_tolerance.user_{login}")
        if action.group_ids and not action.group_ids & user.all_group_ids:
            return (False,) * 3
        menus = env["ir.ui.menu"].with_user(user).search([])
        model = env[action.res_model].with_user(user)
        return (
            model.has_access("read"),
            action in menus.sudo().mapped("action"),
            model.has_access("create"),
        )

    return max(ROLES, key=rate)


class Server:
    """A server, and what its log says since somebody last asked."""

    def __init__(self, url, log):
        self.url = url
        self.log = log
        self.heard = 0

    def complain(self):
        complaints = find_complaints(self.log)
        new, self.heard = complaints[self.heard :], len(complaints)
        return new


@pytest.fixture(scope="module")
def server(database, actions, tmp_path_factory):
    log = tmp_path_factory.mktemp("screen") / "server.log"
    with serving(database, log) as url:
        yield Server(url, log)


class Visitor(Clicker):
    """Somebody who opens whatever there is, and notes what goes wrong."""

    def __init__(self, *args):
        super().__init__(*args)
        self.page.set_default_timeout(PATIENCE)
        self.counts = dict.fromkeys(("actions", "records", "new"), 0)

    def visit(self, action):
        """Open an action, its first record and New, and leave without a trace.

        :return: what was wrong on the way
        :rtype: list
        """
        self.complaints.clear()
        try:
            self._visit(action)
        except Error as error:
            self.complaints.append(str(error))
        shown = self.page.locator(TROUBLE).locator("visible=true").all_inner_texts()
        return [*self.complaints, *shown]

    def _visit(self, action):
        self.page.evaluate(OPEN, action)
        self.look("actions")
        if self.page.locator(".modal").count():
            return
        record = self.page.locator(RECORD).locator("visible=true")
        if record.count():
            record.first.click()
            self.look("records")
            self.page.evaluate(OPEN, action)
            self.rest()
        new = self.page.locator(NEW).locator("visible=true")
        if new.count():
            new.first.click()
            self.look("new")

    def look(self, what):
        """Wait for what was opened, and look at it.

        :param str what: is counted
        """
        self.rest()
        self.counts[what] += 1
        if self.is_small:
            self.complaints += self.page.evaluate(WIDE)
            self.page.evaluate(SCROLL, "end")
            self.page.wait_for_function(HELD_BACK)
            for button in self.front.locator(BUTTON).all():
                if not button.evaluate(HIT)["isHit"]:
                    self.complaints.append(f"covered: {button.inner_text()}")


@pytest.fixture(params=SCREENS)
def visits(request, server):
    """What went wrong in each action, and how much was opened, on one screen."""
    found, counts = {}, {}
    with browser() as opened:

        def visit(login, actions):
            screen = SCREENS[request.param]
            person = Visitor(opened, server.url, login, screen)
            for name, action in actions.items():
                found[name] = person.visit(action) + server.complain()
            for what, count in person.counts.items():
                counts[what] = counts.get(what, 0) + count
            person.close()
            return found, counts

        yield visit


def test_each_action_opens(visits, actions):
    for login, mine in actions.items():
        found, counts = visits(login, mine)
    faults = [f"{name}: {trouble}" for name, trouble in found.items() if trouble]
    assert not faults, "\n".join(faults)
    assert counts["actions"] == sum(map(len, actions.values())) >= 60
    assert counts["records"] >= 45 and counts["new"] >= 25, counts


def test_client_errors_fail_the_test(server, actions):
    scheme = actions["tadmin"]["mistake_tolerance.tolerance_scheme_action"]
    with browser() as opened:
        person = Visitor(opened, server.url, "tadmin", PHONE)
        assert person.visit("mistake_tolerance.no_such_action") != []
        person.page.reload()
        person.rest()
        server.complain()
        assert person.visit(scheme) + server.complain() == []
        person.page.evaluate(PLANT)
        person.look("actions")
        found = " ".join(person.complaints)
        assert "odd" in found and "plant" in found
