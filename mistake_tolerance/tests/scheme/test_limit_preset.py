from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestLimitPreset(SchemeCase):
    """Limits of other instruments, offered with their source."""

    def _get_preset(self, code):
        return self.env.ref(f"mistake_tolerance.limit_preset_{code}")

    def _make_step(self, kind, **vals):
        version = self._make_version()
        return self.env["tolerance.scheme.step"].create(
            {"version_id": version.id, "name": "Step", "kind": kind, **vals}
        )

    def test_what_other_instruments_set(self):
        presets = self.env["tolerance.limit.preset"].search([])
        self.assertEqual(
            {
                preset.code: (
                    preset.step_kind or None,
                    preset.limit,
                    preset.limit_unit,
                    preset.extension_limit,
                )
                for preset in presets
            },
            {
                "qianhai_apply": ("apply", 1, "month", 0),
                "qianhai_accept": ("accept", 10, "working_day", 0),
                "qianhai_inquiry": ("inquiry", 1, "month", 1),
                "civil_servant_review": ("reconsideration", 30, "day", 0),
                "civil_servant_review_decision": ("reconsideration", 30, "day", 0),
                "civil_servant_appeal": ("appeal", 15, "day", 0),
                "civil_servant_appeal_decision": ("appeal", 60, "day", 30),
                "jilin_clarification": (None, 5, "working_day", 0),
                "jilin_clarification_joint": (None, 10, "working_day", 0),
                "changzhou_self_examination": (None, 5, "working_day", 0),
                "changzhou_rectification": (None, 6, "month", 0),
                "changzhou_letter": (None, 15, "working_day", 0),
            },
        )
        inquiry = self._get_preset("qianhai_inquiry")
        self.assertEqual(inquiry.extension_unit, "month")
        appeal = self._get_preset("civil_servant_appeal_decision")
        self.assertEqual(appeal.extension_unit, "day")

    def test_taken_over_with_its_source_in_every_language(self):
        preset = self._get_preset("qianhai_inquiry")
        preset.with_context(lang="zh_CN").source = "前海容错纠错机制"
        step = self._make_step("inquiry", limit_preset_id=preset.id)
        self.assertEqual(
            (step.limit, step.limit_unit, step.limit_trigger),
            (1, "month", "acceptance"),
        )
        self.assertEqual((step.extension_count, step.extension_limit), (1, 1))
        self.assertIn("Qianhai", step.limit_text)
        chinese = step.with_context(lang="zh_CN")
        self.assertEqual(chinese.limit_source, "前海容错纠错机制")
        self.assertIn("前海", chinese.limit_text)
        # The step still rests on no article: the limit is not the regulation's own.
        self.assertEqual(step.citation, "Not prescribed by the source")

    def test_a_step_is_due_by_the_limit_taken_over(self):
        step = self._make_step("inquiry")
        start = date(2026, 3, 10)
        self.assertEqual(step._get_due(start, self.company), (False, False))
        step.limit_preset_id = self._get_preset("qianhai_inquiry")
        self.assertEqual(step._get_due(start, self.company)[0], date(2026, 4, 10))
        extended = step._get_due(start, self.company, extensions=(1,))[0]
        self.assertEqual(extended, date(2026, 5, 11))

    def test_chosen_on_the_form_of_a_draft(self):
        step = self._make_step("accept").with_user(self.users["administrator"])
        with Form(step) as form:
            form.limit_preset_id = self._get_preset("qianhai_accept")
            self.assertEqual((form.limit, form.limit_unit), (10, "working_day"))
        self.assertEqual(step.limit_source, self._get_preset("qianhai_accept").source)
        step.limit_preset_id = False
        self.assertFalse(step.limit or step.limit_source)
        self.assertEqual(step.limit_text, "Not prescribed by the source")

    def test_the_source_is_not_named_for_another_limit(self):
        step = self._make_step(
            "accept", limit_preset_id=self._get_preset("qianhai_accept").id
        )
        with self.assertRaises(ValidationError):
            step.limit = 20
        with self.assertRaises(ValidationError):
            step.kind = "inquiry"

    def test_nobody_changes_them(self):
        preset = self._get_preset("qianhai_accept").with_user(
            self.users["administrator"]
        )
        with self.assertRaises(AccessError):
            preset.limit = 20

    def test_a_published_limit_stays(self):
        step = self._make_step(
            "accept", limit_preset_id=self._get_preset("qianhai_accept").id
        )
        step.version_id._publish()
        with self.assertRaises(UserError):
            step.limit_preset_id = False
