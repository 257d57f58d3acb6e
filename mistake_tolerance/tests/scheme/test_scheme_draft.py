from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeDraft(SchemeCase):
    def test_new_draft_has_everything_in_all_languages(self):
        version = self.env["tolerance.scheme"]._load_preset("gansu_2018", self.company)
        draft = version.browse(version.action_new_draft()["res_id"])
        self.assertEqual((draft.state, draft.number), ("draft", 2))
        self.assertFalse(draft.published_on)
        for name in (
            "article_ids",
            "situation_ids",
            "exclusion_ids",
            "factor_ids",
            "degree_ids",
            "area_ids",
            "measure_ids",
            "step_ids",
        ):
            with self.subTest(part=name):
                self.assertEqual(len(draft[name]), len(version[name]))
                self.assertFalse(draft[name] & version[name])
                if name != "article_ids":
                    self.assertEqual(
                        draft[name].mapped("citation"), version[name].mapped("citation")
                    )
                    self.assertLessEqual(draft[name].article_id, draft.article_ids)
        old, new = version.situation_ids[10], draft.situation_ids[10]
        self.assertEqual(new.part_ids.mapped("name"), old.part_ids.mapped("name"))
        for before, after in ((old, new), (old.part_ids[1], new.part_ids[1])):
            stored = before._fields["name"]._get_stored_translations(before)
            self.assertEqual(set(stored), {"en_US", "zh_CN", "zh_TW"})
            self.assertEqual(
                after._fields["name"]._get_stored_translations(after), stored
            )
        with self.assertRaisesRegex(UserError, "is still a draft"):
            version.action_new_draft()
        with self.assertRaisesRegex(UserError, "is still a draft"):
            draft.action_new_draft()
        act(draft.with_user(self.users["administrator"])).action_publish()
        self.assertEqual(draft.state, "published")

    def test_chapters_stay_above_their_articles(self):
        version = self._make_version()
        Article = self.env["tolerance.scheme.article"]
        chapter = Article.create(
            {
                "version_id": version.id,
                "kind": "chapter",
                "number": "I",
                "title": "General",
            }
        )
        Article.create(
            {
                "version_id": version.id,
                "number": "1",
                "title": "Purpose",
                "parent_id": chapter.id,
            }
        )
        act(version.with_user(self.users["administrator"])).action_publish()
        draft = version.browse(version.action_new_draft()["res_id"])
        article = draft.article_ids.filtered("parent_id")
        self.assertEqual(article.parent_id.number, "I")
        self.assertEqual(article.parent_id.version_id, draft)
        self.assertNotEqual(article.parent_id, chapter)
        draft.unlink()
        self.assertFalse(article.exists())
        self.assertTrue(chapter.exists())
