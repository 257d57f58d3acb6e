from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeOpen(SchemeCase):
    """What the source does not say is shown as not known or as a choice."""

    def setUp(self):
        super().setUp()
        self.version = self._make_version(
            article_ids=[Command.create({"number": "3", "title": "Aim"})]
        )
        self.situation = self.version.situation_ids

    def _publish(self):
        act(self.as_user("administrator", self.version)).action_publish()

    def test_citation_says_what_is_not_known(self):
        self.assertEqual(self.situation.citation, "Not prescribed by the source")
        self.situation.is_open = True
        self.assertIn("Not known", self.situation.citation)
        self.assertIn("wording not known", self.situation.marking)
        self.situation.article_id = self.version.article_ids
        self.assertEqual(self.situation.citation, "Art. 3: wording not known")
        self.situation.is_open = False
        self.assertEqual(self.situation.citation, "Art. 3")
        self.assertFalse(self.situation.marking)

    def test_citation_says_what_is_a_choice(self):
        self.situation.write({"is_choice": True, "note": "So that pilots fit."})
        self.assertIn("the source prescribes nothing", self.situation.citation)
        self.situation.article_id = self.version.article_ids
        self.assertEqual(
            self.situation.citation, "Art. 3, as read by the agency or the product"
        )
        self.assertEqual(self.situation.marking, "Choice of the agency or the product")
        with self.assertRaises(ValidationError):
            self.situation.note = False

    def test_a_chapter_is_cited_as_one(self):
        self.version.article_ids.kind = "chapter"
        self.situation.article_id = self.version.article_ids
        self.assertEqual(self.situation.citation, "Chapter 3")

    def test_a_passage_of_a_report_is_cited_as_one(self):
        self.version.article_ids.write({"kind": "passage", "title": "Report of 2018"})
        self.situation.article_id = self.version.article_ids
        self.assertEqual(self.situation.citation, "Report of 2018 (article not known)")

    def test_a_situation_says_in_which_category_it_stands(self):
        category = self.env["tolerance.scheme.category"].create(
            {"version_id": self.version.id, "name": "Enforcement"}
        )
        self.assertEqual(self.situation.display_name, "Piloting")
        self.situation.category_id = category
        self.assertEqual(self.situation.display_name, "Enforcement: Piloting")
        other = self._make_version()
        with self.assertRaises(ValidationError):
            other.situation_ids.category_id = category

    def test_a_summary_is_shown_as_one_until_the_text_is_there(self):
        article = self.version.article_ids
        self.situation.article_id = article
        article.is_open = True
        self.assertEqual(article.wording, "To be written: wording not known")
        article.write({"is_open": False, "summary": "Says why."})
        self.assertEqual(article.wording, "Summary: Says why.")
        article.source_text = "第三条 为了……"
        self.assertEqual(article.wording, "第三条 为了……")
        self.assertEqual(self.situation.basis_text, "第三条 为了……")

    @mute_logger("odoo.sql_db")
    def test_only_an_unknown_article_has_no_title(self):
        self.version.article_ids.write({"is_open": True, "title": False})
        with self.assertRaises(IntegrityError):
            self.version.article_ids.is_open = False

    @mute_logger("odoo.sql_db")
    def test_only_an_unknown_area_is_not_named(self):
        area = self.env["tolerance.scheme.area"].create(
            {"version_id": self.version.id, "is_open": True}
        )
        self.assertEqual(area.display_name, "To be written: wording not known")
        with self.assertRaises(IntegrityError):
            area.is_open = False

    def test_what_is_not_known_does_not_hinder_publication(self):
        self.situation.part_ids.unlink()
        with self.assertRaises(UserError):
            self._publish()
        self.situation.is_open = True
        self._publish()
        self.assertEqual(self.version.state, "published")

    def test_a_new_draft_keeps_what_the_lists_hold(self):
        self.version.write(
            {
                "principle_ids": [Command.create({"name": "Facts decide"})],
                "legal_basis_ids": [
                    Command.create({"name": "Civil Servant Law", "issuer": "NPC"})
                ],
                "responsibility_ids": [
                    Command.create({"name": "Handling flaw", "axis": "quality"})
                ],
            }
        )
        self.version.article_ids.source_text = "为了……"
        self._publish()
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        self.assertEqual(draft.principle_ids.name, "Facts decide")
        self.assertEqual(draft.legal_basis_ids.issuer, "NPC")
        self.assertEqual(draft.responsibility_ids.axis, "quality")
        self.assertEqual(draft.article_ids.source_text, "为了……")
