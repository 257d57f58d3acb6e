import ast
from functools import cache
from pathlib import Path

from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import file_path

from ...models.base.inheriting import find_inheriting
from ..case.case_common import CaseWalk
from ..common import act
from .scheme_settings import COMMON, READ, SETTINGS


@cache
def get_tests(path):
    """Return the tests of a file as ``Class.method``."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {
        f"{node.name}.{item.name}"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, ast.FunctionDef)
    }


@tagged("post_install", "-at_install")
class TestSchemeSettings(CaseWalk):
    """Every setting of a regulation acts, or is read by people only."""

    def test_each_setting_has_a_test_or_a_reason(self):
        models = [
            "tolerance.scheme",
            *find_inheriting(self.env, "tolerance.scheme.frozen"),
        ]
        for name in dict.fromkeys(models):
            model = self.env[name]
            known = COMMON | SETTINGS.get(name, {})
            for field in model._fields.values():
                if (
                    not field.store
                    or field.name in MAGIC_COLUMNS
                    or field.type == "one2many"
                    or field.related
                ):
                    continue
                with self.subTest(setting=f"{name}.{field.name}"):
                    self.assertIn(field.name, known, "has no test and no reason")
                    self.check(known[field.name])

    def check(self, found):
        if found.startswith(READ):
            self.assertGreater(len(found), len(READ))
            return
        path, test = found.split("::")
        self.assertIn(test, get_tests(file_path(f"mistake_tolerance/tests/{path}")))

    def test_no_setting_is_listed_that_is_gone(self):
        for name, settings in SETTINGS.items():
            with self.subTest(name):
                self.assertFalse(settings.keys() - self.env[name]._fields.keys())

    def change(self, change):
        """Publish a next version in which something is changed, and work by it."""
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        change(draft)
        # They hold for the regulation as it was.
        draft.example_ids.unlink()
        act(draft.with_user(self.users["administrator"])).action_publish()
        self.version = draft
        self.situation = draft.situation_ids.sorted("number")[0]
        self.degrees = draft.degree_ids.grouped("kind")

    def decide_draft(self, kind="exempt"):
        case = self.accept()
        self.inquire(case)
        self.hold_session(case, kind)
        self.hold_session(case, kind)
        return self.env["tolerance.determination"].search([("case_id", "=", case.id)])

    def test_an_archived_regulation_takes_no_more_cases(self):
        application = self.draft()
        self.assertEqual(application.version_id, self.version)
        self.version.scheme_id.active = False
        self.assertFalse(self.draft(situation_ids=False, degree_id=False).version_id)

    def test_the_kind_of_a_degree_says_what_follows(self):
        self.assertTrue(self.decide_draft().line_ids)
        self.assertFalse(self.as_refused().line_ids)

    def as_refused(self):
        case = self.accept("colleague", title="Another matter")
        self.inquire(case)
        self.hold_session(case, "refused", situation_ids=False)
        self.hold_session(case, "refused", situation_ids=False)
        return self.env["tolerance.determination"].search([("case_id", "=", case.id)])

    def test_degrees_are_offered_by_their_rank(self):
        def swap(draft):
            degrees = draft.degree_ids.grouped("kind")
            degrees["lighter"].rank, degrees["reduced"].rank = 1, 2

        case = self.accept()
        self.inquire(case)
        before = self.get_ballots(self.open_session(case)).selectable_degree_ids
        self.change(swap)
        other = self.accept("colleague", title="Another matter")
        self.inquire(other)
        after = self.get_ballots(self.open_session(other)).selectable_degree_ids
        self.assertEqual(
            before.sorted().mapped("kind"), ["exempt", "reduced", "lighter", "refused"]
        )
        self.assertEqual(
            after.sorted().mapped("kind"), ["exempt", "lighter", "reduced", "refused"]
        )

    def get_person_area(self, draft):
        return draft.area_ids.filtered(lambda area: area.subject_kind == "person")[0]

    def test_areas_are_those_of_the_regulation(self):
        self.change(lambda draft: self.get_person_area(draft).unlink())
        lines = self.decide_draft().line_ids
        self.assertEqual(
            lines.scheme_area_id,
            self.version.area_ids.filtered(lambda area: area.subject_kind == "person"),
        )

    def test_areas_are_those_of_the_kind_of_party(self):
        kept = []

        def turn(draft):
            area = self.get_person_area(draft)
            area.subject_kind = "unit"
            kept.append(area)

        self.change(turn)
        self.assertNotIn(kept[0], self.decide_draft().line_ids.scheme_area_id)

    def test_the_form_of_an_area_is_the_form_of_its_effect(self):
        def turn(draft):
            self.get_person_area(draft).form = "no_negative"

        self.change(turn)
        area = self.get_person_area(self.version)
        line = self.decide_draft().line_ids.filtered(
            lambda li: li.scheme_area_id == area
        )
        self.assertEqual(line.form, "no_negative")

    def test_what_is_free_after_the_influence_period(self):
        def turn(draft):
            areas = draft.area_ids.filtered(lambda area: area.subject_kind == "person")
            areas.free_after_period = False
            areas[0].free_after_period = True
            lighter = draft.degree_ids.filtered(lambda degree: degree.kind == "lighter")
            lighter.area_effect = "reduced"

        self.change(turn)
        lines = self.decide_draft("lighter").line_ids
        free = lines.filtered("scheme_area_id.free_after_period")
        self.assertEqual(free.form, free.scheme_area_id.form)
        self.assertEqual(set((lines - free).mapped("form")), {"deduction_reduced"})

    def test_a_step_for_tolerated_parties_only(self):
        def turn(draft):
            disclosure = draft.step_ids.filtered(lambda s: s.kind == "disclosure")
            disclosure.required = True

        self.change(turn)
        granted, refused = (
            self.accept(),
            self.accept("colleague", title="Another matter"),
        )
        for case, kind, values in (
            (granted, "exempt", {}),
            (refused, "refused", {"situation_ids": False}),
        ):
            self.inquire(case)
            self.hold_session(case, kind, **values)
            self.hold_session(case, kind, **values)
        for case, is_required in ((granted, True), (refused, False)):
            step = case.step_ids.filtered(lambda s: s.kind == "disclosure")
            with self.subTest(is_required=is_required):
                self.assertEqual(not step._get_plan_refusal(), is_required)
