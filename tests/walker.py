"""A person in front of the product: logs in, types, presses, and notices trouble."""

import resource
import shutil
import time
from contextlib import contextmanager

from playwright.sync_api import expect, sync_playwright

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
WAIT = 30_000
# What is offered where a record or a value is to be chosen; a phone opens a dialog.
OFFER = (
    ".o_select_menu_item:visible, "
    ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option):visible, "
    ".modal .o_kanban_record:visible"
)

# True once nothing is held back from a second tap.
HELD_BACK = """() => !document.querySelector(
    ".o_form_statusbar[inert], .modal-footer[inert]"
)"""
SCROLL = """(where) => {
    for (const el of document.querySelectorAll("*")) {
        el.scrollTop = where === "end" ? el.scrollHeight : 0;
    }
}"""
IN_VIEW = """(el) => {
    const box = el.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + 5, box.y + box.height / 2);
    return Boolean(seen) && (el.contains(seen) || seen.contains(el));
}"""
# Lists and boxes that are wider than the screen leaves them.
SIDEWAYS = """() => [
    ...document.querySelectorAll(".o_form_sheet .tab-content *")
].filter((el) =>
    el.checkVisibility() && el.scrollWidth > el.clientWidth + 1 &&
    ["auto", "scroll"].includes(getComputedStyle(el).overflowX)
).map((el) => el.className)"""
HIT = """(el) => {
    const box = el.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return { x, y, isHit: el.contains(document.elementFromPoint(x, y)) };
}"""


@contextmanager
def browser():
    """Open the machine's own Chromium, as Odoo's browser tests do."""
    # Odoo limits the memory of its process, and Chromium would inherit that.
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        try:
            yield opened
        finally:
            opened.close()


class Walker:
    """One person with an own browser session.

    ``complaints`` gathers what a user would never report but what is wrong all the
    same: errors of the console, failed requests and pages wider than the screen.
    """

    def __init__(self, browser, url, login, password, screen, locale="en-US"):
        self.url = url
        self.complaints = []
        self.context = browser.new_context(
            **screen, locale=locale, timezone_id="Asia/Shanghai"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._asked = set()
        self.page.on("request", self._ask)
        self.page.on("requestfinished", lambda request: self._asked.discard(request))
        self.page.on("requestfailed", self._miss)
        self.page.on("response", self._receive)
        self._log_in(login, password)

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _ask(self, request):
        # The worker of the bus is loaded outside the page, which never hears of it.
        if "/bus/" not in request.url:
            self._asked.add(request)

    def _miss(self, request):
        self._asked.discard(request)
        # A page that is left drops what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _receive(self, response):
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _log_in(self, login, password):
        self.page.goto(f"{self.url}/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        self.page.click("form.oe_login_form button[type=submit]")
        # A server that has just started makes its assets for the first page.
        self.page.wait_for_selector(".o_main_navbar", timeout=4 * WAIT)

    def close(self):
        self.context.close()

    # -- moving ---------------------------------------------------------------

    def open(self, path):
        self.page.goto(f"{self.url}/odoo/{path}")
        self.page.wait_for_selector(".o_view_controller")
        self.rest()

    def rest(self):
        """Wait until the page has answered, and see whether it fits the screen."""
        deadline = time.monotonic() + WAIT / 1000
        calm = 0
        while calm < 3:
            self.page.wait_for_timeout(70)
            calm = 0 if self._asked else calm + 1
            if time.monotonic() > deadline:
                raise TimeoutError(f"still waiting for {self._asked}")
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - window.innerWidth"
        )
        if wide > 0:
            self.complaints.append(f"{wide} px too wide: {self.page.url}")

    def wait_for_search(self):
        """Wait for what is offered for the letters just typed.

        The page asks for it a quarter of a second after the last letter; a choice
        from the list that stood there before is lost when the new one comes.
        """
        self.page.wait_for_timeout(400)
        self.rest()

    def press(self, name):
        """Press the button of that name, wherever the screen size puts it."""
        self.page.locator(f"button[name='{name}']:visible").last.click()
        self.rest()

    def scroll(self, where):
        """Push everything that can be pushed to its top or its end."""
        self.page.evaluate(SCROLL, where)
        self.rest()

    def settle(self):
        """Wait until what has just come up takes a tap, see second_tap.js."""
        self.page.wait_for_function(HELD_BACK)

    def find(self, name):
        """Return the middle of the button of that name on the screen."""
        button = self.page.locator(f"button[name='{name}']:visible").last
        box = button.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def is_in_view(self, element):
        """Tell whether the reader sees the element where the page stands now."""
        element.wait_for()
        return element.evaluate(IN_VIEW)

    def find_sideways(self):
        """Name what has to be pushed sideways on the form to be read."""
        return self.page.evaluate(SIDEWAYS)

    def reach(self, name):
        """Find the button of that name where a finger would hit it.

        :return: the middle of the button on the screen
        """
        self.settle()
        button = self.page.locator(f"button[name='{name}']:visible").last
        hit = button.evaluate(HIT)
        assert hit["isHit"], f"{name} is covered or out of sight: {hit}"
        return hit["x"], hit["y"]

    def tap(self, name):
        """Put a finger on the button, without looking for it on the page."""
        self.page.touchscreen.tap(*self.reach(name))
        self.rest()

    def confirm(self):
        self.page.locator(".modal-footer .btn-primary:visible").last.click()
        self.rest()

    def create(self):
        self.page.locator(
            ".o_list_button_add:visible, .o-kanban-button-new:visible"
        ).first.click()
        self.page.wait_for_selector(".o_form_editable")

    def save(self):
        self.page.locator(".o_form_button_save:visible").last.click()
        self.rest()

    def tab(self, name):
        self.page.locator(f".o_notebook .nav-link[name='{name}']:visible").click()

    def card(self, text):
        cards = self.page.locator(".o_kanban_record, .o_data_row")
        cards.filter(has_text=text).first.click()
        self.page.wait_for_selector(".o_form_view")
        self.rest()

    # -- typing ---------------------------------------------------------------

    def field(self, name):
        return self.page.locator(f".o_field_widget[name='{name}']:visible").last

    def type(self, name, text):
        box = self.field(name).locator("input, textarea, .odoo-editor-editable").first
        box.fill(text)
        box.blur()
        self.rest()

    def tick(self, name, text):
        self.field(name).locator("label").filter(has_text=text).first.click()
        self.rest()

    def choose(self, name, text):
        """Choose in a selection or in a field that names another record."""
        box = self.field(name).locator("input").first
        box.click()
        self.rest()
        # A phone has opened a dialog with the records instead.
        if box.is_editable() and "o_select_menu_input" not in box.get_attribute(
            "class"
        ):
            box.fill(text)
            self.wait_for_search()
        self.page.locator(OFFER).filter(has_text=text).first.click()
        self.rest()

    def add(self, name):
        """Add a row to a list, or a card on a phone."""
        self.field(name).locator(
            ".o_field_x2many_list_row_add :is(a, button), .o-kanban-button-new"
        ).first.click()
        self.rest()

    def see(self, text):
        expect(self.page.locator("body")).to_contain_text(text, timeout=WAIT)
