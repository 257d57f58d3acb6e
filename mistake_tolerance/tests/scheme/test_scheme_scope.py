from datetime import date

from lxml import etree

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import act
from .scheme_common import SchemeCase

DAY = date(2026, 1, 1)


@tagged("post_install", "-at_install")
class TestSchemeScope(SchemeCase):
    """The regulation is chosen by the kind of unit and of staff."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Type = cls.env["tolerance.subject.type"]
        cls.town, cls.village, cls.company_unit = Type.search(
            [("code", "in", ("town", "village", "state_enterprise"))]
        ).sorted(lambda t: ("town", "village", "state_enterprise").index(t.code))
        cls.police = Type.search([("code", "=", "prison_police")])
        cls.administrator = cls.users["administrator"]

    def make_scoped(self, types, scheme=None, **vals):
        """Publish a version that covers these kinds."""
        version = self._make_version(
            scheme, scope_ids=[Command.create({"type_id": t.id}) for t in types], **vals
        )
        act(version.with_user(self.administrator)).action_publish()
        return version

    def make_scheme(self, name):
        return self.env["tolerance.scheme"].create({"name": name})

    def get_rules(self, kind="person"):
        """Return by what rules the officer, or the unit, would apply today."""
        Version = self.env["tolerance.scheme.version"]
        subject = (self.officer if kind == "person" else self.unit).tolerance_subject_id
        types = Version._get_scope_types(kind, subject, self.company)
        return Version._get_applicable(self.company, DAY, DAY, kind, types)

    def test_each_kind_of_unit_has_its_regulation(self):
        towns = self.make_scoped(self.town | self.village)
        firms = self.make_scoped(self.company_unit, self.make_scheme("Rules for Firms"))
        for own, expected in (
            (self.town, towns),
            (self.village, towns),
            (self.company_unit, firms),
        ):
            with self.subTest(kind=own.code):
                self.unit.tolerance_type_id = own
                self.assertEqual(self.get_rules("unit"), expected)
                self.assertEqual(self.get_rules("person"), expected)
        self.unit.tolerance_type_id = self.env.ref(
            "mistake_tolerance.subject_type_subordinate_unit"
        )
        self.assertFalse(self.get_rules("unit"))
        self.assertFalse(self.get_rules("person"))

    def test_the_kind_comes_from_the_department_above(self):
        rules = self.make_scoped(self.town)
        parent = self.env["hr.department"].create({"name": "Bureau"})
        self.unit.parent_id = parent
        parent.tolerance_type_id = self.village
        self.assertFalse(self.get_rules())
        self.unit.tolerance_type_id = self.town
        self.assertEqual(self.get_rules(), rules)

    def test_staff_are_told_apart_by_their_posts(self):
        rules = self.make_scoped(self.police)
        job = self.env["hr.job"].create({"name": "Guard"})
        self.officer.job_id = job
        job.tolerance_type_id = self.env.ref("mistake_tolerance.subject_type_judge")
        self.assertFalse(self.get_rules())
        # Where a unit applies, no kind of staff counts.
        self.assertEqual(self.get_rules("unit"), rules)
        job.tolerance_type_id = self.police
        self.assertEqual(self.get_rules(), rules)

    def test_a_regulation_for_the_kind_comes_before_one_for_all(self):
        towns = self.make_scoped(self.town, date_from="2018-01-01")
        for_all = self.make_scoped(
            self.town.browse(), self.make_scheme("For All"), date_from="2020-01-01"
        )
        # Of what kind the unit is has not been entered.
        self.assertEqual(self.get_rules("unit"), for_all)
        self.unit.tolerance_type_id = self.town
        self.assertEqual(self.get_rules("unit"), towns)
        self.unit.tolerance_type_id = self.village
        self.assertEqual(self.get_rules("unit"), for_all)

    def test_the_application_says_why_its_rules_apply(self):
        for_all = self.make_scoped(self.town.browse(), date_from="2020-01-01")
        self.unit.tolerance_type_id = self.town
        values = {"occurred_on": DAY, "what_happened": "One short."}
        begun = self.as_user("officer")["tolerance.application"].create(values)
        self.assertEqual(begun.version_id, for_all)
        self.assertFalse(begun.rules_reason)
        draft = self._make_version(
            self.make_scheme("Rules for Towns"),
            scope_ids=[Command.create({"type_id": self.town.id})],
            date_from="2018-01-01",
        )
        told = draft.with_user(self.administrator).publish_effects
        self.assertIn(f"{for_all.display_name} stays for all others", told)
        self.assertIn(self.town.name, told)
        self.assertIn("were begun, until their day or their applicant changes: 1", told)
        act(draft.with_user(self.administrator)).action_publish()
        begun.invalidate_recordset()
        self.assertEqual(begun.version_id, for_all)
        new = self.as_user("officer")["tolerance.application"].create(values)
        self.assertEqual(new.version_id, draft)
        self.assertIn(for_all.display_name, new.rules_reason)
        self.assertIn(self.town.name, new.rules_reason)

    def test_what_is_not_entered_rules_nothing_out(self):
        rules = self.make_scoped(self.town | self.police)
        self.assertEqual(self.get_rules("unit"), rules)
        self.assertEqual(self.get_rules("person"), rules)

    def test_a_regulation_for_staff_alone_waits_for_their_entry(self):
        judge = self.env.ref("mistake_tolerance.subject_type_judge")
        rules = self.make_scoped(judge, covers_units=False)
        self.assertFalse(self.get_rules())
        draft = self.as_user("officer")["tolerance.application"].create(
            {"occurred_on": DAY, "what_happened": "One short."}
        )
        self.assertIn(judge.name, draft._get_no_rules_sentence())
        for_all = self.make_scoped(judge.browse(), self.make_scheme("For All"))
        self.assertEqual(self.get_rules(), for_all)
        job = self.env["hr.job"].create({"name": "Judge"})
        self.officer.job_id = job
        job.tolerance_type_id = judge
        self.assertEqual(self.get_rules(), rules)

    def test_posts_and_departments_show_their_kind(self):
        for model, view in (
            ("hr.job", "mistake_tolerance.hr_job_view_list"),
            ("hr.department", "mistake_tolerance.hr_department_view_list"),
            ("hr.job", "hr.view_hr_job_form"),
            ("hr.department", "hr.view_department_form"),
        ):
            with self.subTest(view=view):
                shown = self.env.ref(view)
                arch = self.env[model].get_view(shown.id, shown.type)["arch"]
                kinds = etree.fromstring(arch).xpath("//*[@name='tolerance_type_id']")
                self.assertTrue(kinds)
                self.assertFalse(kinds[0].xpath("ancestor-or-self::*[@invisible='1']"))

    def test_another_kind_is_refused_in_plain_words(self):
        self.make_scoped(self.town)
        self.unit.tolerance_type_id = self.village
        application = self.as_user("officer")["tolerance.application"].create(
            {"occurred_on": DAY, "what_happened": "One short."}
        )
        self.assertFalse(application.version_id)
        with self.assertRaises(UserError) as caught:
            act(application).action_submit()
        self.assertIn(self.scheme.name, str(caught.exception))
        self.assertIn(self.town.name, str(caught.exception))
        self.assertIn(self.village.name, str(caught.exception))
        # The personnel office corrects it; the applicant changes nothing.
        self.unit.tolerance_type_id = self.town
        self.assertEqual(application.version_id.scheme_id, self.scheme)

    def test_a_draft_finds_the_rules_that_are_published_later(self):
        application = self.as_user("officer")["tolerance.application"].create(
            {"occurred_on": DAY, "what_happened": "One short."}
        )
        self.assertFalse(application.version_id)
        rules = self.make_scoped(self.town.browse())
        self.assertEqual(application.version_id, rules)

    def test_the_kinds_of_a_published_version_stay(self):
        version = self.make_scoped(self.town)
        for types in (self.village, self.town | self.village, self.town.browse()):
            with self.subTest(types=types), self.assertRaises(UserError):
                version.with_user(self.administrator).scope_type_ids = types
        draft = version.browse(version.action_new_draft()["res_id"])
        self.assertEqual(draft.scope_type_ids, self.town)
        draft.scope_type_ids = self.village | self.police
        self.assertEqual(draft.scope_ids.type_id, self.village | self.police)

    def test_a_kind_keeps_its_code(self):
        with self.assertRaises(UserError):
            self.town.code = "other"
        with self.assertRaises(UserError):
            self.town.kind = "person"
        self.town.name = "Towns"
