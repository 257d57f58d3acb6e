from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ToleranceCase


@tagged("post_install", "-at_install")
class TestSchemeVersion(ToleranceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.administrator = cls.users["administrator"]
        cls.scheme = cls.env["tolerance.scheme"].create({"name": "Test Rules"})

    def _make_version(self, scheme=None, **vals):
        """Return a complete draft version."""
        scheme = scheme or self.scheme
        return self.env["tolerance.scheme.version"].create(
            {
                "scheme_id": scheme.id,
                "situation_ids": [
                    Command.create(
                        {
                            "name": "Piloting",
                            "number": 1,
                            "code": "pilot",
                            "part_ids": [Command.create({"name": "First try"})],
                        }
                    )
                ],
                "degree_ids": [Command.create({"name": "Exempt", "kind": "exempt"})],
                "step_ids": [Command.create({"name": "Decide", "kind": "decision"})],
                **vals,
            }
        )

    def test_incomplete_version_is_not_published(self):
        version = self.env["tolerance.scheme.version"].create(
            {"scheme_id": self.scheme.id}
        )
        with self.assertRaisesRegex(UserError, "degrees, steps, situations"):
            version.action_publish()
        self.assertFalse(version.can_publish)
        version.degree_ids = [Command.create({"name": "Exempt", "kind": "exempt"})]
        version.step_ids = [Command.create({"name": "Decide", "kind": "decision"})]
        with self.assertRaisesRegex(UserError, "Add first: situations"):
            version.action_publish()
        version.situation_ids = [Command.create({"name": "Piloting", "number": 4})]
        with self.assertRaisesRegex(UserError, "test part to the situations 4"):
            version.action_publish()
        version.situation_ids.part_ids = [Command.create({"name": "First try"})]
        version.invalidate_recordset()
        self.assertTrue(version.can_publish)
        version.action_publish()
        self.assertEqual(version.state, "published")
        self.assertEqual(version.published_by_id, self.env.user)
        self.assertTrue(version.published_on)

    def test_numbers_follow_each_other(self):
        form = Form(self.env["tolerance.scheme.version"])
        form.scheme_id = self.scheme
        self.assertEqual(form.number, 1)
        self.assertEqual(form.save().number, 1)
        self.assertEqual([self._make_version().number for _ in range(2)], [2, 3])

    def test_states_change_by_verbs_only(self):
        version = self._make_version()
        for vals in ({"state": "published"}, {"published_on": "2026-01-01 00:00:00"}):
            with self.assertRaises(AccessError):
                version.write(vals)
        Version = self.env["tolerance.scheme.version"]
        for vals in ({"state": "published"}, {"published_by_id": self.env.uid}):
            with self.assertRaises(AccessError):
                Version.create({"scheme_id": self.scheme.id, "number": 8, **vals})
        with self.assertRaises(AccessError):
            Version.with_context(default_state="published").create(
                {"scheme_id": self.scheme.id, "number": 8}
            )
        with self.assertRaisesRegex(UserError, "is a draft and not in use"):
            version.action_withdraw()
        version.action_publish()
        with self.assertRaisesRegex(UserError, "published already"):
            version.action_publish()
        version.action_withdraw()
        self.assertEqual(version.state, "withdrawn")
        self.assertTrue(version.withdrawn_on)
        with self.assertRaisesRegex(UserError, "withdrawn already"):
            version.action_withdraw()
        with self.assertRaisesRegex(UserError, "published already"):
            version.action_publish()

    def test_only_the_administrator_acts(self):
        version = self._make_version()
        for role in ("clerk", "member", "hr_officer", "auditor", "officer"):
            with self.subTest(role=role):
                theirs = self.as_user(role, version)
                self.assertEqual(theirs.situation_ids.part_ids.name, "First try")
                self.assertFalse(theirs.can_publish)
                for verb in ("publish", "withdraw", "new_draft"):
                    with self.assertRaises(AccessError):
                        getattr(theirs, f"action_{verb}")()
                with self.assertRaises(AccessError):
                    theirs.situation_ids.name = "Changed"
                with self.assertRaises(AccessError):
                    theirs.env["tolerance.scheme.preset"].create({"code": "gansu_2018"})
        mine = version.with_user(self.administrator)
        self.assertTrue(mine.can_publish)
        mine.action_publish()
        self.assertEqual(version.published_by_id, self.administrator)

    def test_every_act_is_in_the_ledger(self):
        version = self._make_version()
        version.action_publish()
        draft = version.browse(version.action_new_draft()["res_id"])
        version.action_withdraw()
        entries = self.env["tolerance.ledger.entry"].search(
            [
                ("res_model", "=", version._name),
                ("res_id", "in", (version | draft).ids),
            ],
            order="id",
        )
        self.assertEqual(
            [(entry.res_id, entry.verb) for entry in entries],
            [
                (version.id, "scheme.publish"),
                (draft.id, "scheme.new_draft"),
                (version.id, "scheme.withdraw"),
            ],
        )

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
        with self.assertRaisesRegex(UserError, "is a draft still"):
            version.action_new_draft()
        with self.assertRaisesRegex(UserError, "is a draft still"):
            draft.action_new_draft()
        draft.action_publish()
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
        version.action_publish()
        draft = version.browse(version.action_new_draft()["res_id"])
        article = draft.article_ids.filtered("parent_id")
        self.assertEqual(article.parent_id.number, "I")
        self.assertEqual(article.parent_id.version_id, draft)
        self.assertNotEqual(article.parent_id, chapter)

    def test_articles_of_another_version_cannot_be_cited(self):
        first, second = self._make_version(), self._make_version()
        article = self.env["tolerance.scheme.article"].create(
            {"version_id": first.id, "number": "1", "title": "Purpose"}
        )
        with self.assertRaises(ValidationError):
            second.situation_ids.article_id = article
        first.situation_ids.article_id = article
        self.assertEqual(first.situation_ids.citation, "Art. 1")
        self.assertEqual(second.situation_ids.citation, "Not prescribed by the source")

    def test_which_version_applies(self):
        first = self._make_version(date_from="2018-02-23")
        second = self._make_version(date_from="2024-01-01")
        applies = self.scheme._get_applicable_version
        old_matter, filed = date(2023, 6, 1), date(2024, 3, 1)
        self.assertFalse(applies(old_matter, filed))
        (first | second).action_publish()
        self.assertEqual(applies(old_matter, filed), first)
        self.assertEqual(applies(filed, filed), second)
        self.assertEqual(applies(date(2018, 2, 23), filed), first)
        self.assertFalse(applies(date(2018, 2, 22), filed))
        third = self._make_version(
            date_from="2024-02-01", date_to="2024-12-31", version_date_rule="filing"
        )
        third.action_publish()
        self.assertEqual(applies(old_matter, filed), third)
        self.assertEqual(applies(old_matter, date(2025, 1, 1)), first)
        third.action_withdraw()
        self.assertEqual(applies(old_matter, filed), first)

    def test_the_higher_regulation_prevails(self):
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        stop = {"name": "No piloting", "code": "pilot", "kind": "stop"}
        hide = {"name": "Concealment", "code": "concealment", "kind": "stop"}
        above = self._make_version(
            higher,
            situation_ids=[
                Command.create(
                    {
                        "name": "Disaster",
                        "number": 1,
                        "part_ids": [Command.create({"name": "It happened"})],
                    }
                )
            ],
            exclusion_ids=[Command.create(stop), Command.create(hide)],
        )
        below = self._make_version(
            exclusion_ids=[
                Command.create({**hide, "kind": "aggravating"}),
                Command.create({"name": "Own", "code": "own"}),
            ]
        )
        self.scheme.parent_id = higher
        self.assertFalse(below.clashes)
        above.action_publish()
        below.invalidate_recordset()
        self.assertIn("Situation 1 is tolerated here", below.clashes)
        self.assertIn("Concealment is only aggravating", below.clashes)
        self.assertEqual(len(below.clashes.splitlines()), 2)
        self.assertEqual(
            {(e.code, e.kind) for e in below._get_exclusions()},
            {("pilot", "stop"), ("concealment", "stop"), ("own", "stop")},
        )
        with self.assertRaises(ValidationError):
            higher.parent_id = self.scheme

    def test_what_the_source_leaves_open(self):
        version = self._make_version()
        self.assertEqual(version.follow_up_text, "Not prescribed by the source")
        self.assertEqual(version.step_ids.limit_text, "Not prescribed by the source")
        version.follow_up_months = 12
        self.assertEqual(version.follow_up_text, "12 months")
        version.step_ids.limit = 3
        self.assertIn("3 Working Days", version.step_ids.limit_text)
        self.assertTrue(version._covers("unit"))
        version.covers_units = False
        self.assertFalse(version._covers("unit"))
        self.assertTrue(version._covers("person"))

    def test_another_companys_regulation_is_not_seen(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        scheme = self.env["tolerance.scheme"].create(
            {"name": "Their Rules", "company_id": company.id}
        )
        version = self._make_version(scheme)
        clerk = self.as_user("clerk")
        for records in (scheme, version, version.situation_ids, version.step_ids):
            with self.subTest(model=records._name):
                found = clerk[records._name].search([("id", "in", records.ids)])
                self.assertFalse(found)
        scheme.company_id = False
        found = clerk[version._name].search([("id", "=", version.id)])
        self.assertEqual(found, version)
