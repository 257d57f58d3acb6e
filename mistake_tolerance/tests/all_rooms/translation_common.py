import re
from io import BytesIO
from itertools import accumulate

import polib

from odoo.tools import file_path
from odoo.tools.translate import trans_export

# What the mail mixins bring along varies with the modules installed beside us.
MIXIN_FIELD = re.compile(
    r"__(has_message|(my_)?activity_\w+|(website_)?message_\w+|rating_\w+)$"
)
# Names of the sample agency are Chinese as they are.
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
# “Press Close Inquiry.”: the words up to the next mark.
PRESS = re.compile(r"\b[Pp]ress “?([A-Z][A-Za-z ]+)")
# What a Chinese sentence quotes: a label, or a word with its place in the menus.
QUOTED = re.compile(r"[“「]([^”」%{]+)[”」]")
# Where a label stands on the screen: a menu, a field, an answer, a button, a tab.
LABELS = (
    "model:ir.ui.menu,name",
    "model:ir.actions",
    "model:ir.model.fields,field_description",
    "model:ir.model.fields.selection,name",
    "model_terms:ir.ui.view,arch_db",
)
# Labels of Odoo's own, which are in none of our catalogues.
OF_ODOO = ("New", "Standard")
TAG = re.compile(r"</?\w+")
LANGUAGES = ("zh_CN", "zh_TW")
OF_CODE = {"odoo-python", "odoo-javascript"}


def is_own(entry):
    """Tell whether the addon itself is where a term comes from.

    :param polib.POEntry entry: a term of an export
    :rtype: bool
    """
    places = [place for place, _line in entry.occurrences]
    return not CHINESE.search(entry.msgid) and not all(
        place.startswith("model:ir.model.fields") and MIXIN_FIELD.search(place)
        for place in places
    )


class TranslationMixin:
    """Every term of an addon is there in every language; for TransactionCase."""

    module = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        out = BytesIO()
        trans_export(None, [cls.module], out, "po", cls.env)
        exported = polib.pofile(out.getvalue().decode())
        cls.terms = {entry.msgid for entry in exported if is_own(entry)}
        # By a comment Odoo knows which terms to translate while code runs.
        cls.of_code = {
            entry.msgid: set(entry.comment.splitlines()) & OF_CODE for entry in exported
        }
        cls.app = cls.env.ref(f"base.module_{cls.module}")
        cls.terms.add(cls.app.with_context(lang=None).shortdesc)

    def read_catalogue(self, name):
        return polib.pofile(file_path(f"{self.module}/i18n/{name}"))

    def test_template_is_current(self):
        template = {
            e.msgid for e in self.read_catalogue(f"{self.module}.pot") if is_own(e)
        }
        self.assertTrue(self.terms)
        self.assertEqual(self.terms - template, set(), "export the terms again")
        self.assertEqual(template - self.terms, set(), "export the terms again")

    def test_every_term_is_translated(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                translated = {
                    entry.msgid
                    for entry in self.read_catalogue(f"{language}.po")
                    if entry.msgstr.strip() and not entry.fuzzy and not entry.obsolete
                }
                self.assertEqual(self.terms - translated, set())

    def test_terms_of_code_are_marked(self):
        """Unmarked, a term of code stays English however well it is translated."""
        self.assertTrue(any(self.of_code.values()))
        for language in LANGUAGES:
            for entry in self.read_catalogue(f"{language}.po"):
                marks = self.of_code.get(entry.msgid, set())
                with self.subTest(language=language, term=entry.msgid):
                    self.assertLessEqual(marks, set(entry.comment.splitlines()))

    def test_apps_list_shows_the_app_in_chinese(self):
        for language in LANGUAGES:
            self.env["res.lang"]._activate_lang(language)
        self.app._update_translations(list(LANGUAGES))
        for language, words in zip(LANGUAGES, ("容错纠错", "容錯糾錯"), strict=True):
            app = self.app.with_context(lang=language)
            self.assertIn(words, app.shortdesc)
            self.assertIn(words, app.summary)

    def test_placeholders_and_tags_agree(self):
        for language in LANGUAGES:
            for entry in self.read_catalogue(f"{language}.po"):
                for pattern in (PLACEHOLDER, TAG):
                    with self.subTest(language=language, term=entry.msgid):
                        self.assertEqual(
                            sorted(pattern.findall(entry.msgid)),
                            sorted(pattern.findall(entry.msgstr)),
                        )

    def test_files_are_clean(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                po = self.read_catalogue(f"{language}.po")
                ids = [entry.msgid for entry in po]
                self.assertEqual(len(ids), len(set(ids)))
                self.assertFalse(po.fuzzy_entries())
                self.assertFalse(po.obsolete_entries())
                self.assertFalse(po.untranslated_entries())

    def test_messages_name_buttons_by_their_labels(self):
        """What a sentence says to press is a term, and has its translation there."""
        for language in LANGUAGES:
            catalogue = self.read_catalogue(f"{language}.po")
            translated = {entry.msgid: entry.msgstr for entry in catalogue}
            for entry in catalogue:
                for words in PRESS.findall(entry.msgid):
                    names = [
                        translated[name]
                        for name in accumulate(words.split(), "{} {}".format)
                        if name in translated
                    ]
                    # Odoo's own button.
                    if words.split()[0] == "New":
                        continue
                    with self.subTest(language=language, term=entry.msgid):
                        self.assertTrue(
                            any(name in entry.msgstr for name in names), entry.msgstr
                        )

    def test_messages_quote_labels_as_on_the_screen(self):
        """Each label in quotation marks is there, and the English names the same."""
        for language in LANGUAGES:
            catalogue = self.read_catalogue(f"{language}.po")
            labels = {}
            for entry in catalogue:
                places = [place for place, _line in entry.occurrences]
                if any(place.startswith(LABELS) for place in places):
                    labels.setdefault(entry.msgstr, []).append(entry.msgid.lower())
            for entry in catalogue:
                english = entry.msgid.lower()
                for quoted in QUOTED.findall(entry.msgstr):
                    for words in quoted.split(" ▸ "):
                        with self.subTest(language=language, term=entry.msgid):
                            self.assertTrue(
                                any(label in english for label in labels.get(words, ()))
                                or any(name in entry.msgid for name in OF_ODOO),
                                f"no label {words} of the same name in English",
                            )
