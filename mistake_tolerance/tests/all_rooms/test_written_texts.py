from psycopg2.errors import NotNullViolation

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ...models.base.field import written
from ...models.base.inheriting import iter_declared
from ..common import ToleranceTestCase

OURS = ("mistake_tolerance", "mistake_tolerance_reports")
BLANKS = (" ", "\n", "\u00a0", "\u3000\n", "\u200b", "\ufeff\u2060 ")


@tagged("post_install", "-at_install")
class TestWrittenTexts(TransactionCase):
    """Requirement: what has to be said is not said by a blank."""

    def iter_typed(self):
        """Yield every text of our addons that somebody types."""
        for model in self.env.registry.values():
            if not model._auto and not model._abstract:
                continue
            for field in model._fields.values():
                is_text = field.type in ("char", "text")
                is_typed = not field.related and not field.readonly
                if field._module in OURS and is_text and is_typed:
                    yield model, field

    def get_demanded(self, model):
        """Return the fields without which a transition is refused."""
        return {
            name
            for transitions in iter_declared(model, "_transitions")
            for transition in transitions.values()
            for name in transition.required
        }

    def test_every_text_somebody_has_to_write(self):
        found = 0
        for model, field in self.iter_typed():
            if field.type == "char" and not (
                field.required
                or "reason" in field.name
                or field.name in self.get_demanded(model)
            ):
                continue
            found += 1
            with self.subTest(f"{model._name}.{field.name}"):
                self.assertIsInstance(field, written.Written)
                for blank in BLANKS:
                    self.assertIsNone(
                        field.convert_to_cache(blank, self.env[model._name])
                    )
        self.assertGreater(found, 100)

    def test_an_extension_keeps_the_type(self):
        """A field of another type takes nothing over from that it replaces."""
        for model in self.env.registry.values():
            for name, field in model._fields.items():
                if field._module not in OURS:
                    continue
                parts = [
                    isinstance(part, written.Written)
                    for parent in model.mro()
                    for part in vars(parent).get("_field_definitions", ())
                    if part.name == name
                ]
                with self.subTest(f"{model._name}.{name}"):
                    self.assertIn(sum(parts), (0, len(parts)))

    def test_a_formatted_text_without_a_sign(self):
        for markup in (False, "", "<p><br></p>", "<p>&nbsp;\u200b</p><p>\u3000</p>"):
            with self.subTest(markup):
                self.assertTrue(written.is_blank_html(markup))
        for markup in ("<p>a</p>", '<p><img src="/web/image/1"></p>'):
            with self.subTest(markup):
                self.assertFalse(written.is_blank_html(markup))


@tagged("post_install", "-at_install")
class TestBlankReason(ToleranceTestCase):
    def test_a_reason_of_blanks_is_refused(self):
        """The database refuses it, and a client reads which field is empty."""
        Mark = self.as_user("hr_officer")["tolerance.mark"]
        area = self.env.ref("mistake_tolerance.area_annual_appraisal")
        for blank in BLANKS:
            with (
                self.subTest(blank),
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(NotNullViolation, '"reason"'),
                self.env.cr.savepoint(),
            ):
                Mark.create(
                    {
                        "kind": "deduction",
                        "employee_id": self.officer.id,
                        "area_id": area.id,
                        "points": 3,
                        "reason": blank,
                    }
                )

    def test_a_text_keeps_its_indent(self):
        matter = self.env["tolerance.matter"]._create_unlocked(
            {
                "title": " Test matter\u3000",
                "description": "\u3000\u3000First line.\n",
                "occurred_on": "2026-03-02",
            }
        )
        self.env.flush_all()
        matter.invalidate_recordset()
        self.assertEqual(matter.title, "Test matter")
        self.assertEqual(matter.description, "\u3000\u3000First line.\n")
