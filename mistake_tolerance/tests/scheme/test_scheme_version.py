from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeVersion(SchemeCase):
    def _make_version(self, scheme=None, **vals):
        # Publishing is an act of a person, which the system is not.
        version = super()._make_version(scheme, **vals)
        return version.with_user(self.users["administrator"])

    def test_incomplete_version_is_not_published(self):
        version = self.as_user("administrator")["tolerance.scheme.version"].create(
            {"scheme_id": self.scheme.id}
        )
        with self.assertRaisesRegex(UserError, "degrees, steps, and situations"):
            act(version).action_publish()
        self.assertFalse(version.can_publish)
        version.degree_ids = [
            Command.create({"name": "Exempt", "kind": "exempt"}),
            Command.create({"name": "Not tolerated", "kind": "refused"}),
        ]
        version.step_ids = [Command.create({"name": "Decide", "kind": "decision"})]
        with self.assertRaisesRegex(UserError, "Add first: situations"):
            act(version).action_publish()
        version.situation_ids = [Command.create({"name": "Piloting", "number": 4})]
        with self.assertRaisesRegex(UserError, "Situation 4 has no test part"):
            act(version).action_publish()
        version.situation_ids.part_ids = [Command.create({"name": "First try"})]
        version.invalidate_recordset()
        self.assertTrue(version.can_publish)
        act(version).action_publish()
        self.assertEqual(version.state, "published")
        self.assertEqual(version.published_by_id, self.users["administrator"])
        self.assertTrue(version.published_on)

    def test_numbers_follow_each_other(self):
        form = Form(self.env["tolerance.scheme.version"])
        form.scheme_id = self.scheme
        self.assertEqual(form.number, 1)
        self.assertEqual(form.save().number, 1)
        self.assertEqual([self._make_version().number for _ in range(2)], [2, 3])

    def test_states_change_by_actions_only(self):
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
        with self.assertRaisesRegex(UserError, "“Draft”"):
            act(version).action_withdraw()
        act(version).action_publish()
        with self.assertRaisesRegex(UserError, "“Published”"):
            act(version).action_publish()
        act(version).action_withdraw()
        self.assertEqual(version.state, "withdrawn")
        self.assertTrue(version.withdrawn_on)
        with self.assertRaisesRegex(UserError, "“Withdrawn”"):
            act(version).action_withdraw()
        with self.assertRaisesRegex(UserError, "“Withdrawn”"):
            act(version).action_publish()

    def test_only_the_administrator_acts(self):
        version = self._make_version()
        for role in ("clerk", "member", "hr_officer", "auditor", "officer"):
            with self.subTest(role=role):
                theirs = self.as_user(role, version)
                self.assertEqual(theirs.situation_ids.part_ids.name, "First try")
                self.assertFalse(theirs.can_publish)
                for action in ("publish", "withdraw", "new_draft"):
                    with self.assertRaises(AccessError):
                        getattr(theirs, f"action_{action}")()
                with self.assertRaises(AccessError):
                    theirs.situation_ids.name = "Changed"
                with self.assertRaises(AccessError):
                    theirs.env["tolerance.scheme.preset"].create({"code": "gansu_2018"})
        mine = version.with_user(self.users["administrator"])
        self.assertTrue(mine.can_publish)
        act(mine).action_publish()
        self.assertEqual(version.published_by_id, self.users["administrator"])

    def test_every_act_is_in_the_ledger(self):
        version = self._make_version()
        act(version).action_publish()
        draft = version.browse(version.action_new_draft()["res_id"])
        act(version).action_withdraw()
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
