from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.letter.wording import KINDS, TEXTS
from ...rules.letter_text import get_faults
from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestLetterWording(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shipped = cls.env.ref("mistake_tolerance.letter_wording_determination")
        cls.Wording = cls.env["tolerance.letter.wording"]

    def adapt(self):
        """Return the agency's own wording of a determination, as an administrator."""
        shipped = self.as_user("administrator", self.shipped)
        return shipped.browse(shipped.action_adapt()["res_id"])

    def test_an_agency_adapts_what_came_with_the_product(self):
        shipped = self.as_user("administrator", self.shipped)
        with self.assertRaisesRegex(UserError, "Adapt"):
            shipped.title = "Ruling"
        with self.assertRaisesRegex(UserError, "Adapt"):
            shipped.unlink()
        action = shipped.action_adapt()
        own = shipped.browse(action["res_id"])
        self.assertEqual(own.company_id, self.company)
        self.assertEqual(own.body, shipped.body)
        own.title = "Ruling on {party}"
        self.assertEqual(self.Wording._find("determination", self.company), own)
        # Pressed again, it opens the same one.
        self.assertEqual(shipped.action_adapt()["res_id"], own.id)
        letter = own._fill({"subject": "Zhang"})
        self.assertEqual(letter.title, "Ruling on Zhang")
        other = self.env["res.company"].create({"name": "Another Bureau"})
        self.assertEqual(self.Wording._find("determination", other), self.shipped)

    def test_what_came_with_the_product_can_be_saved_as_it_is(self):
        shipped = self.as_user("administrator", self.shipped)
        shipped.write({})
        shipped.write({"title": shipped.title, "kind": shipped.kind})
        # Translations are another way to write.
        with self.assertRaisesRegex(UserError, "Adapt"):
            shipped.update_field_translations("title", {"en_US": "Ruling"})
        own = self.adapt()
        with self.assertRaises(ValidationError):
            own.update_field_translations("title", {"en_US": "{nobody}"})
        own.update_field_translations("title", {"en_US": "Ruling"})
        self.assertEqual(own.title, "Ruling")

    def test_the_change_is_in_the_ledger(self):
        own = self.adapt()
        own.closing = "So determined."
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", own._name), ("res_id", "=", own.id)]
        )
        self.assertIn("So determined.", "".join(entries.mapped("payload")))

    def test_an_unknown_placeholder_is_refused(self):
        own = self.adapt()
        for wrong in ("{nobody}", "{party", "party}"):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                own.body = f"Party: {wrong}"
        own.body = "{party} {subject}"

    def test_only_administrators_word_letters(self):
        for name in ("clerk", "officer"):
            user = self.as_user(name, self.shipped)
            with self.assertRaises(AccessError):
                user.title = "Other"
            with self.assertRaises(AccessError):
                user.unlink()
            with self.assertRaises(AccessError):
                user.action_adapt()

    @mute_logger("odoo.sql_db")
    def test_one_wording_of_each_kind(self):
        administrator = self.as_user("administrator", self.shipped)
        administrator.action_adapt()
        with self.assertRaises(IntegrityError):
            administrator.copy({"company_id": self.company.id})

    def test_each_kind_is_shipped_in_every_language_with_known_placeholders(self):
        for lang in ("zh_CN", "zh_TW"):
            self.env["res.lang"]._activate_lang(lang)
        addon = self.env["ir.module.module"]._get("mistake_tolerance")
        addon._update_translations(["zh_CN", "zh_TW"])
        names = self.Wording._get_names()
        for kind, _label in KINDS:
            shipped = self.Wording._find(kind, self.env["res.company"])
            self.assertEqual(shipped.kind, kind)
            for lang in ("en_US", "zh_CN", "zh_TW"):
                texts = [shipped.with_context(lang=lang)[name] for name in TEXTS]
                for text in texts:
                    self.assertEqual(get_faults(text, names), [], (kind, lang))
                if lang != "en_US":
                    self.assertNotRegex("".join(filter(None, texts)), "[A-Za-z]")
