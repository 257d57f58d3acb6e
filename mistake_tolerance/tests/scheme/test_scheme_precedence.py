from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import act
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemePrecedence(SchemeCase):
    """Which regulation counts: by its dates, its articles and its rank."""

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
        act((first | second).with_user(self.users["administrator"])).action_publish()
        self.assertEqual(applies(old_matter, filed), first)
        self.assertEqual(applies(filed, filed), second)
        self.assertEqual(applies(date(2018, 2, 23), filed), first)
        self.assertFalse(applies(date(2018, 2, 22), filed))
        self.assertEqual(applies(None, filed), second)
        third = self._make_version(
            date_from="2024-02-01", date_to="2024-12-31", version_date_rule="filing"
        )
        act(third.with_user(self.users["administrator"])).action_publish()
        self.assertEqual(applies(old_matter, filed), third)
        self.assertEqual(applies(old_matter, date(2025, 1, 1)), first)
        act(third.with_user(self.users["administrator"])).action_withdraw()
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
        act(above.with_user(self.users["administrator"])).action_publish()
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

    def test_the_lower_regulation_gives_the_procedure(self):
        """Also where the higher one is the newer of the two."""
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        above = self._make_version(higher, date_from="2025-01-01")
        below = self._make_version(date_from="2018-01-01")
        applies = self.env["tolerance.scheme.version"]._get_applicable
        administrator = self.users["administrator"]
        act((above | below).with_user(administrator)).action_publish()
        day = date(2026, 1, 1)
        self.assertEqual(applies(self.company, day, day), above)
        self.scheme.parent_id = higher
        self.assertEqual(applies(self.company, day, day), below)
        act(below.with_user(administrator)).action_withdraw()
        self.assertEqual(applies(self.company, day, day), above)

    def test_a_version_says_until_when_it_applies(self):
        first = self._make_version(date_from="2018-02-23")
        administrator = self.users["administrator"]
        act(first.with_user(administrator)).action_publish()
        self.assertEqual(first.validity, "Without end")
        second = self._make_version(date_from="2024-01-01")
        self.assertIn("applies until December 31, 2023 only", second.publish_effects)
        self.assertFalse(second.validity)
        act(second.with_user(administrator)).action_publish()
        self.assertEqual(
            first.validity, "Until December 31, 2023; from then on version 2"
        )
        self.assertFalse(second.publish_effects)
        third = self._make_version(date_from="2024-01-01")
        self.assertIn(f"{second.display_name} is superseded", third.publish_effects)
        act(third.with_user(administrator)).action_publish()
        self.assertEqual(
            second.validity, "Superseded by version 3; running cases keep it"
        )
        # One that covers less takes the place of none.
        fourth = self._make_version(date_from="2025-01-01", covers_units=False)
        self.assertIn("stays for what this version does not", fourth.publish_effects)
        act(fourth.with_user(administrator)).action_publish()
        self.assertEqual(third.validity, "Without end")

    def test_it_is_told_why_one_of_several_regulations_governs(self):
        older = self._make_version(date_from="2018-01-01")
        other = self.env["tolerance.scheme"].create({"name": "Newer Rules"})
        newer = self._make_version(other, date_from="2020-01-01")
        shared = self.env["tolerance.scheme"].create(
            {"name": "Rules of All", "company_id": False}
        )
        for_all = self._make_version(shared, date_from="2025-01-01")
        administrator = self.users["administrator"]
        day = date(2026, 1, 1)
        asked = (self.company, day, day, "person")
        act(older.with_user(administrator)).action_publish()
        self.assertFalse(older._get_choice_reason(*asked))
        self.assertIn(f"{older.display_name} no longer governs", newer.publish_effects)
        act(newer.with_user(administrator)).action_publish()
        self.assertIn("in force longer", newer._get_choice_reason(*asked))
        self.assertIn("it is the agency's own", for_all.publish_effects)
        act(for_all.with_user(administrator)).action_publish()
        self.assertCountEqual(
            newer._get_choice_reason(*asked).splitlines(),
            [
                f"{older.display_name} has been in force longer: the newer one goes "
                "first.",
                f"{for_all.display_name} is for all agencies: the agency's own goes "
                "first.",
            ],
        )
        # What was chosen before another one came stays as it is.
        self.assertIn("would go first today", older._get_choice_reason(*asked))
        self.scheme.parent_id = other
        self.assertIn("stands above it", older._get_choice_reason(*asked))

    def test_the_kind_of_subject_chooses_the_regulation(self):
        persons = self._make_version(covers_units=False)
        for_units = self.env["tolerance.scheme"].create({"name": "Rules for Units"})
        units = self._make_version(for_units, covers_persons=False)
        administrator = self.users["administrator"]
        act((persons | units).with_user(administrator)).action_publish()
        applies = self.env["tolerance.scheme.version"]._get_applicable
        day = date(2026, 1, 1)
        self.assertEqual(applies(self.company, day, day, "person"), persons)
        self.assertEqual(applies(self.company, day, day, "unit"), units)
        act(units.with_user(administrator)).action_withdraw()
        self.assertFalse(applies(self.company, day, day, "unit"))

    def test_what_covers_nobody_is_not_published(self):
        version = self._make_version(covers_persons=False, covers_units=False)
        with self.assertRaises(UserError):
            act(version.with_user(self.users["administrator"])).action_publish()
        version.covers_units = True
        act(version.with_user(self.users["administrator"])).action_publish()

    def test_bodies_of_another_company_do_not_act(self):
        version = self._make_version()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        theirs, ours = self.env["tolerance.body"].create(
            [
                {"name": "Their Committee", "company_id": company.id},
                {"name": "Our Committee", "company_id": self.company.id},
            ]
        )
        with self.assertRaises(ValidationError):
            version.step_ids.body_id = theirs
        with self.assertRaises(ValidationError):
            version.level_ids = [
                Command.create({"name": "Prison", "office_id": theirs.id})
            ]
        version.step_ids.body_id = ours
        scheme = self.env["tolerance.scheme"].create(
            {"name": "Their Rules", "company_id": company.id}
        )
        with self.assertRaises(UserError):
            self.scheme.parent_id = scheme
        scheme.company_id = False
        self.scheme.parent_id = scheme
