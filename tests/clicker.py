"""A person who knows the product only by what stands on the screen, in Chinese."""

import re

from playwright.sync_api import expect
from walker import OFFER, WAIT, Walker

APP = "容错纠错"


def exactly(text):
    """Match the whole text of an element, with the marks of a label.

    :rtype: re.Pattern
    """
    return re.compile(rf"^\s*{re.escape(text)}\s*[?*]*\s*$")


class Clicker(Walker):
    """Finds menus, fields and buttons by their visible words.

    Nothing here opens an address or calls the server: a walk gets as far as
    the buttons lead. Warnings of the console are complaints, too.
    """

    def __init__(self, browser, url, login, screen, folder=None, password=None):
        self.folder = folder
        password = password or f"{login}-demo"
        super().__init__(browser, url, login, password, screen, locale="zh-CN")
        self.is_small = screen["viewport"]["width"] < 768
        self.rest()

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    # -- finding --------------------------------------------------------------

    @property
    def front(self):
        """The dialog on top, or the page."""
        dialogs = self.page.locator(".modal:visible")
        return dialogs.last if dialogs.count() else self.page.locator("body")

    def find_button(self, text):
        """Find a button by its words; of several the one on top."""
        buttons = self.front.locator(
            "button:visible, a.btn:visible, a[role=button]:visible"
        )
        return buttons.filter(has_text=exactly(text)).last

    def find_field(self, label):
        """Find the widget of a field by its label, or by the heading above it."""
        labels = self.front.locator(
            ":is(.o_form_label, .o_horizontal_separator):visible"
        ).filter(has_text=exactly(label))
        labels.last.wait_for()
        target = labels.last.get_attribute("for")
        if target:
            name = re.sub(r"_\d+$", "", target)
            return self.front.locator(f".o_field_widget[name='{name}']:visible").last
        return labels.last.locator(
            "xpath=following::*[contains(@class, 'o_field_widget')][1]"
        )

    def find_cell(self, column):
        """Find the field of the row being written by the title of its column."""
        titles = self.front.locator("th[data-name]:visible")
        name = titles.filter(has_text=exactly(column)).last.get_attribute("data-name")
        return self.front.locator(f".o_selected_row td[name='{name}']:visible").last

    # -- moving ---------------------------------------------------------------

    def land(self):
        """Wait for what the login opens: the own work, no menu of all applications."""
        self.page.wait_for_selector(".o_action_manager .o_view_controller")
        self.rest()

    def start(self, app=APP):
        """Open an application from the list of all."""
        if self.is_small:
            self.page.locator(".o_menu_toggle").click()
            # The menu comes up with the entries of one application or with all
            # applications; which of the two is known once either is there.
            everything = self.page.locator(".o_app_menu_sidebar .btn-primary")
            apps = self.page.locator("li.o_app:visible")
            everything.or_(apps.first).first.wait_for()
            if everything.is_visible():
                everything.click()
            self._tap("li.o_app", app)
        else:
            self.page.locator(".o_navbar_apps_menu button").click()
            self._tap(".o-dropdown--menu .o_app", app)
        self.rest()

    def menu(self, *texts):
        """Follow the menus of the application."""
        if self.is_small:
            self.page.locator(".o_menu_toggle").click()
            self._tap(".o_app_menu_sidebar li", texts[-1])
        else:
            self._tap(".o_menu_sections :is(button, a)", texts[0])
            for text in texts[1:]:
                self._tap(".o-dropdown--menu .dropdown-item", text)
        self.rest()

    def _tap(self, selector, text):
        found = self.page.locator(selector).locator("visible=true")
        found.filter(has_text=exactly(text)).last.click()

    def open_card(self, text):
        """Open the record on whose card or row this stands."""
        cards = self.page.locator(
            ".o_kanban_record:not(.o_kanban_ghost):visible, .o_data_row:visible"
        )
        cards.filter(has_text=text).first.click()
        self.page.wait_for_selector(".o_form_view")
        self.rest()

    def open_todo(self, card):
        """Open what the clock in the corner counts, and there the card that says so."""
        self.page.locator(".o_menu_systray .fa-clock-o").click()
        self.page.locator(".o-mail-ActivityGroup [name=activityTitle]").first.click()
        self.rest()
        if not self.page.locator(".o_form_view").count():
            self.open_card(card)

    def open_row(self, number):
        """Begin to write in a row of the list on the page."""
        row = self.page.locator(".o_field_x2many .o_data_row").nth(number)
        row.locator("td").first.click()
        self.page.locator(".o_selected_row").wait_for()
        self.rest()

    def count_rows(self):
        return self.page.locator(".o_field_x2many .o_data_row").count()

    def open_tab(self, text):
        self._tap(".o_notebook .nav-link", text)
        self.rest()

    # -- doing ----------------------------------------------------------------

    def click(self, text):
        """Press the button that says so."""
        self.find_button(text).click()
        self.rest()

    def fill(self, label, text):
        box = (
            self.find_field(label)
            .locator("input, textarea, .odoo-editor-editable")
            .first
        )
        box.fill(text)
        box.blur()
        self.rest()

    def write(self, text):
        """Write into the text box that fills the open tab."""
        box = self.front.locator(
            ".tab-pane.active :is(textarea, .odoo-editor-editable):visible"
        ).first
        box.click()
        box.press_sequentially(text)
        box.blur()
        self.rest()

    def tick(self, text):
        """Choose one of the options that are spread out on the page."""
        self.front.locator("label:visible").filter(has_text=text).first.click()
        self.rest()

    def pick(self, label, text):
        """Choose a record, or one of a list that folds out."""
        self._pick(self.find_field(label), text)

    def fill_cell(self, column, text):
        self.find_cell(column).locator("input, textarea").first.fill(text)
        self.rest()

    def pick_cell(self, column, text):
        self._pick(self.find_cell(column), text)

    def _pick(self, widget, text):
        # The pointer still rests where it was, and what is shown there may cover this.
        self.page.mouse.move(0, 0)
        box = widget.locator("input").first
        box.click()
        self.rest()
        # A phone has opened a dialog with the records; a list has folded out.
        is_list = "o_select_menu" in (box.get_attribute("class") or "")
        if text and not is_list and not self.is_small:
            box.fill(text)
            self.wait_for_search()
        self.page.locator(OFFER).filter(has_text=text).first.click()
        self.rest()

    def upload(self, label, name, content):
        """Choose a file of one's own in the machine's dialog."""
        with self.page.expect_file_chooser() as chooser:
            self.find_field(label).locator("button, label").first.click()
        chooser.value.set_files(
            {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
        )
        self.rest()

    def discard(self):
        self.page.locator(".o_form_button_cancel:visible").last.click()
        self.rest()

    def download(self, text):
        """Press a button that gives a file.

        :return: where the file lies
        """
        with self.page.expect_download() as download:
            self.click(text)
        kept = self.folder / download.value.suggested_filename
        download.value.save_as(kept)
        return kept

    # -- seeing ---------------------------------------------------------------

    def see_field(self, label, text):
        expect(self.find_field(label)).to_contain_text(text, timeout=WAIT)
