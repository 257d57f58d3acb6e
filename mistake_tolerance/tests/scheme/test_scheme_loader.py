from odoo.tests import tagged

from ...models.scheme.loader import SchemeLoader
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeLoader(SchemeCase):
    """A version from plain entries, as a file or a workbook holds them."""

    def _load(self, **lists):
        loader = SchemeLoader(self.env, self.company)
        return loader.load_version(self.scheme, {"version": {"number": 7}, **lists})

    def test_each_part_comes_after_what_it_refers_to(self):
        models = self.env["tolerance.scheme.part.mixin"]._get_part_models()
        self.assertEqual(models[0]._name, "tolerance.scheme.article")
        names = [model._name for model in models]
        self.assertEqual(len(names), len(set(names)))
        for number, model in enumerate(models):
            with self.subTest(model=model._name):
                needed = model._get_needed_models() & set(names)
                self.assertLessEqual(needed, set(names[:number]))

    def test_every_part_is_named_in_a_file(self):
        for model in self.env.registry.values():
            mixin = self.env.registry["tolerance.scheme.part.mixin"]
            if issubclass(model, mixin) and not model._abstract:
                with self.subTest(model=model._name):
                    self.assertTrue(model._preset_key)

    def test_references_and_belonging_parts(self):
        version = self._load(
            articles=[
                {"number": "1", "title": "Purpose", "parent": "ch1"},
                {"number": "1", "title": "General", "kind": "chapter"},
            ],
            situations=[
                {"number": 3, "name": "Piloting", "article": "1", "parts": []},
                {"number": 4, "name": "Urgency", "parts": [{"name": "No time"}]},
            ],
        )
        purpose, general = version.article_ids
        self.assertEqual(purpose.parent_id, general)
        self.assertEqual(version.situation_ids[0].article_id, purpose)
        self.assertEqual(version.situation_ids.mapped("sequence"), [1, 2])
        self.assertEqual(version.situation_ids.part_ids.name, "No time")
        self.assertEqual(version.situation_ids.part_ids.situation_id.number, 4)

    def test_a_text_without_english_is_read_everywhere(self):
        version = self._load(measures=[{"name": {"zh_CN": "谈话"}}])
        for lang in ("en_US", "zh_CN"):
            with self.subTest(lang=lang):
                measure = version.measure_ids.with_context(lang=lang)
                self.assertEqual(measure.name, "谈话")

    def test_what_is_not_known_is_refused(self):
        for lists in (
            {"sitations": []},
            {"measures": [{"name": "Talk", "nmae": "Talk"}]},
            {"measures": [{"name": "Talk", "article": "9"}]},
            {"steps": [{"name": "Decide", "kind": "decision", "body": "nobody"}]},
        ):
            with self.subTest(lists=lists):
                with self.assertRaises(ValueError):
                    self._load(**lists)
