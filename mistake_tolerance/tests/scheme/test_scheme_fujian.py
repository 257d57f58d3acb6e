from collections import Counter

from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act

# What the report of 2018 on the measures, and the part of their text that is public,
# say; written from them and not from the file.
PRINCIPLES = ("Report of 2018, on the principles", 4), ("Art. 3", 2)
BASES = 7
CATEGORIES = (
    "decisions",
    "supervision",
    "enforcement",
    "production",
    "logistics",
)
SITUATIONS = 37
NAMED = {
    "exploratory_trial",
    "pilot",
    "development",
    "enforcement_by_rule",
    "punishment_cases",
    "police_equipment",
    "emergency",
    "offender_treatment",
}
FACTORS = {
    "motive_attitude",
    "objective_conditions",
    "procedure_method",
    "nature_degree",
    "consequences",
    "loss_recovered",
}
LOOKS = {"motive": 1, "procedure": 2, "policy": 2, "consequence": 1}
# The six areas, and the areas of this product that each of them names.
AREAS = (
    {"routine_appraisal"},
    {"annual_appraisal", "unit_target_appraisal"},
    {"honours"},
    {"commendation"},
    {"promotion", "exchange"},
    {"rank_title"},
)
MEASURES = {
    "interview_reminder",
    "admonition_talk",
    "rectification_circular",
    "supervised_letter",
}
AGGRAVATING = {"trusting_to_luck", "concealment", "refused_correction", "resistance"}
LINKS = [
    "early_intervention",
    "apply",
    "inquiry",
    "decision",
    "feedback",
    "reconsideration",
    "filing",
]


@tagged("post_install", "-at_install")
class TestSchemeFujian(CaseWalk):
    """The measures of Fujian hold what is public, and leave open what is not."""

    preset_code = "fujian_2018"

    def test_it_is_on_trial_and_its_days_are_not_known(self):
        self.assertTrue(self.version.trial)
        self.assertFalse(self.version.date_issued or self.version.date_from)
        self.assertFalse(self.version.follow_up_months)

    def test_principles_and_bases(self):
        principles = self.version.principle_ids
        cited = Counter(
            principles.filtered(lambda p: not p.is_open).mapped(
                lambda principle: principle.article_id.number
            )
        )
        self.assertEqual(cited, {"r1": PRINCIPLES[0][1], "3": PRINCIPLES[1][1]})
        self.assertEqual(len(principles.filtered("is_open")), 1)
        self.assertEqual(len(self.version.legal_basis_ids), BASES)
        self.assertEqual(
            set(self.version.legal_basis_ids.mapped("citation")), {"Art. 1"}
        )

    def test_thirty_seven_situations_of_which_eight_are_named(self):
        situations = self.version.situation_ids
        self.assertEqual(situations.mapped("number"), list(range(1, SITUATIONS + 1)))
        named = situations.filtered(lambda situation: not situation.is_open)
        self.assertEqual(set(named.mapped("code")), NAMED)
        # Which category each of them is in is not said.
        self.assertFalse(situations.category_id)
        self.assertEqual(tuple(self.version.category_ids.mapped("code")), CATEGORIES)
        self.assertTrue(all(named.mapped("note")))

    def test_assessment(self):
        factors = {factor.code: factor for factor in self.version.factor_ids}
        self.assertLessEqual(FACTORS, factors.keys())
        looks = Counter(
            code.split("_")[1] for code in factors if code.startswith("look_")
        )
        self.assertEqual(looks, LOOKS)
        conditions = self.version.factor_ids.filtered(lambda f: f.kind == "condition")
        self.assertEqual(set(conditions.mapped("citation")), {"Art. 2"})
        self.assertEqual(len(conditions), 4)

    def test_use_of_results(self):
        areas = self.version.area_ids
        self.assertEqual(set(areas.mapped("code")), set.union(*AREAS))
        full = self.version.degree_ids.filtered(lambda d: d.area_effect == "full")
        self.assertEqual(full.mapped("code"), ["exempt", "reduced_liability"])
        self.assertTrue(all(areas.mapped("is_choice")))

    def test_correction_and_strict_handling(self):
        measures = self.version.measure_ids
        chosen = measures.filtered(lambda m: m.kind == "correction" and not m.is_always)
        self.assertEqual(set(chosen.mapped("code")), MEASURES)
        self.assertEqual(
            measures.filtered("is_always").mapped("code"), ["rectify_in_time"]
        )
        self.assertEqual(
            set(measures.mapped("kind")), {"correction", "prevention", "protection"}
        )
        exclusions = self.version.exclusion_ids
        self.assertEqual(set(exclusions.mapped("code")), AGGRAVATING)
        self.assertEqual(set(exclusions.mapped("kind")), {"aggravating"})

    def test_two_levels_and_seven_links(self):
        levels = self.version.level_ids
        self.assertEqual(levels.mapped("code"), ["bureau", "prison"])
        self.assertEqual(len(levels.body_id), 2)
        self.assertEqual(len(levels.office_id), 2)
        self.assertEqual(set(levels.office_id.mapped("kind")), {"office"})
        steps = self.version.step_ids
        self.assertEqual(steps.mapped("kind"), LINKS)
        self.assertFalse(steps.body_id)
        # No time limit stands in what is public.
        self.assertFalse(any(steps.mapped("limit")))

    def test_what_a_report_says_is_cited_as_that(self):
        for record in (self.situation, self.version.step_ids[:1]):
            self.assertIn("article not known", record.citation)

    def test_a_case_runs_on_its_level(self):
        prison = self.version.level_ids[1]
        unlocked(prison.body_id).head_user_id = self.users["leader"]
        case = self.accept()
        self.assertEqual(case.version_id, self.version)
        case.level_id = prison
        early = case.step_ids.filtered(lambda step: step.kind == "early_intervention")
        act(early).action_finish()
        self.inquire(case)
        session = self.hold_session(case)
        self.assertEqual(session.body_id, prison.body_id)
        decision = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        act(decision).action_confirm()
        self.assertIn("promotion", decision.effect_ids.area_id.mapped("code"))
        self.assertIn("Prison Law", self.serve(case).text)
        self.plan_corrections(case)
        case.archive_number = "FJ-1"
        act(case).action_file()
        self.assertEqual(case.state, "filed")
