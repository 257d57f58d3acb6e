import ast
from functools import cache
from pathlib import Path

from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import file_path

from ...models.base.inheriting import find_inheriting
from ..case.case_common import CaseWalk
from ..common import act

# A setting that no case feels is a promise that nobody keeps. Each stored field of a
# regulation has a test here in which a change of it changes a case; what people only
# read has a reason instead, which begins with "read:".
READ = "read: "
HERE = "scheme/test_scheme_settings.py::TestSchemeSettings."
COMPLETE = "scheme/test_scheme_completeness.py::TestSchemeCompleteness."
PRECEDENCE = "scheme/test_scheme_precedence.py::TestSchemePrecedence."
STOPS = "scheme/test_tolerance_stop.py::TestToleranceStop."
ASSESSED = "inquiry/test_assessment_stop.py::TestAssessmentStop."
SESSION = "session/test_session.py::TestSession."
STEP = "procedure/test_case_step.py::TestCaseStep."
FOLLOW_UP = "care/test_follow_up.py::TestFollowUp."
OPEN = "session/test_open_provision.py::TestOpenProvision."
CONDITION = "scheme/test_scheme_step.py::TestSchemeStep."
RUN = "procedure/test_step_plan.py::TestStepLimit."
LIMIT = "scheme/test_scheme_step.py::TestSchemeStepLimit."
SCHEME_OPEN = "scheme/test_scheme_open.py::TestSchemeOpen."
AREA_EFFECT = "decision/test_area_effect.py::TestAreaEffect."
LEVEL = "procedure/test_level_and_disclosure.py::TestLevelAndDisclosure."
PRESET = "scheme/test_scheme_preset.py::TestSchemePreset."

# What every part of a regulation has.
COMMON = {
    "sequence": "read: the order in which people see it",
    "name": "read: its name",
    "note": "read: remarks",
    "article_id": ASSESSED
    + "test_the_intolerable_side_found_blocks_with_clause_and_evidence",
    "clause": ASSESSED
    + "test_the_intolerable_side_found_blocks_with_clause_and_evidence",
    "code": PRECEDENCE + "test_the_higher_regulation_prevails",
    "is_open": OPEN + "test_a_question_that_is_not_known_is_not_asked",
    "is_choice": "scheme/test_scheme_open.py::TestSchemeOpen."
    "test_citation_says_what_is_a_choice",
    # To which part or version it belongs.
    "version_id": PRECEDENCE + "test_which_version_applies",
}
SETTINGS = {
    "tolerance.scheme": {
        "name": "read: the title",
        "code": PRESET + "test_loading_again_gives_the_same",
        "issuer": "read: who issued it",
        "document_number": "read: the number of the document",
        "number_key": "read: by it a document is found again",
        "company_id": PRESET + "test_each_company_has_its_own",
        "parent_id": SESSION + "test_the_higher_regulation_prevails_on_the_ballot",
        "active": HERE + "test_an_archived_regulation_takes_no_more_cases",
    },
    "tolerance.scheme.version": {
        "scheme_id": PRECEDENCE + "test_the_lower_regulation_gives_the_procedure",
        "company_id": PRESET + "test_each_company_has_its_own",
        "number": PRECEDENCE + "test_which_version_applies",
        "state": PRECEDENCE + "test_which_version_applies",
        "trial": "read: whether it is on trial",
        "date_issued": "read: when it was issued",
        "date_from": PRECEDENCE + "test_which_version_applies",
        "date_to": PRECEDENCE + "test_which_version_applies",
        "interpreting_body": "read: who explains it",
        "choices": "read: what the agency settled",
        "covers_persons": PRECEDENCE
        + "test_the_kind_of_subject_chooses_the_regulation",
        "covers_units": PRECEDENCE + "test_the_kind_of_subject_chooses_the_regulation",
        "scope_units": "read: kinds of units",
        "scope_staff": "read: staff",
        "version_date_rule": PRECEDENCE + "test_which_version_applies",
        "follow_up_months": FOLLOW_UP
        + "test_period_of_the_regulation_overrides_the_default",
        "follow_up_is_default": "read: whether the agency chose the length",
        "follow_up_talks": FOLLOW_UP
        + "test_period_of_the_regulation_overrides_the_default",
        "follow_up_for": FOLLOW_UP
        + "test_a_refused_party_is_followed_up_where_the_regulation_says_all",
        "hold_until_decision": "decision/test_hold.py::TestHold."
        "test_the_regulation_lets_handling_wait_however_long",
        "follow_up_staff": FOLLOW_UP
        + "test_only_leading_cadres_where_the_regulation_says_so",
        "disclosure_range": "read: how far a decision is made known",
        "published_on": "read: when it was published",
        "published_by_id": "read: who published it",
        "withdrawn_on": "read: when it was withdrawn",
    },
    "tolerance.scheme.article": {
        "kind": SCHEME_OPEN + "test_a_passage_of_a_report_is_cited_as_one",
        "number": ASSESSED
        + "test_the_intolerable_side_found_blocks_with_clause_and_evidence",
        "parent_id": "read: in which chapter it stands",
        "title": "read: its title",
        "summary": "read: what it says, in the words of the product",
        "source_text": "read: what it says, in its own words",
    },
    "tolerance.scheme.situation": {
        "number": "read: the number in the list",
        "category_id": SCHEME_OPEN
        + "test_a_situation_says_in_which_category_it_stands",
        "discretion": OPEN + "test_the_ballot_shows_by_what_a_situation_is_weighed",
    },
    "tolerance.scheme.situation.part": {
        "situation_id": "inquiry/test_assessment.py::TestAssessment."
        "test_questions_come_from_the_scheme_and_the_claims",
        "group": "inquiry/test_assessment.py::TestAssessment."
        "test_one_part_of_an_or_group_is_enough",
    },
    "tolerance.scheme.exclusion": {
        "kind": "decision/test_referral.py::TestReferral."
        "test_the_vote_answers_what_was_found",
    },
    "tolerance.scheme.factor": {
        "kind": ASSESSED + "test_a_condition_not_met_blocks",
        "question": "read: the words of the question",
        "stop_question": ASSESSED
        + "test_the_intolerable_side_found_blocks_with_clause_and_evidence",
        "scale": ASSESSED + "test_an_open_question_is_answered_by_a_choice_or_in_words",
    },
    "tolerance.scheme.factor.choice": {
        "factor_id": ASSESSED
        + "test_an_open_question_is_answered_by_a_choice_or_in_words",
    },
    "tolerance.scheme.degree": {
        "kind": HERE + "test_the_kind_of_a_degree_says_what_follows",
        "area_effect": AREA_EFFECT + "test_only_what_is_free_after_the_period",
        "rank": HERE + "test_degrees_are_offered_by_their_rank",
    },
    "tolerance.scheme.area": {
        "area_id": HERE + "test_areas_are_those_of_the_regulation",
        "subject_kind": HERE + "test_areas_are_those_of_the_kind_of_party",
        "form": HERE + "test_the_form_of_an_area_is_the_form_of_its_effect",
        "free_after_period": HERE + "test_what_is_free_after_the_influence_period",
        "exempt_only": "decision/test_provisions_cited.py::TestProvisionsCited."
        "test_an_area_for_those_exempted_altogether",
    },
    "tolerance.scheme.measure": {
        "kind": "care/test_correction_measures.py::TestCorrectionMeasures."
        "test_one_error_is_not_corrected_by_prevention",
        "is_always": "care/test_correction_measures.py::TestCorrectionMeasures."
        "test_what_is_always_due_is_not_chosen_in_place_of_a_measure",
        "for_granted": "care/test_correction_plan.py::TestCorrectionPlan."
        "test_refusal_names_what_the_plan_lacks",
    },
    "tolerance.scheme.step": {
        "limit_preset_id": "scheme/test_limit_preset.py::TestLimitPreset."
        "test_a_step_is_due_by_the_limit_taken_over",
        "kind": STEP + "test_steps_come_from_the_version_with_their_labels",
        "required": STEP + "test_required_steps_cannot_be_skipped",
        "body_id": SESSION + "test_two_levels_in_order",
        "limit": STEP + "test_application_step_has_the_days_of_the_application",
        "limit_unit": LIMIT + "test_units_and_the_last_day",
        "limit_trigger": RUN + "test_a_limit_runs_from_each_of_its_triggers",
        "limit_source": LIMIT + "test_the_source_of_a_limit_is_shown",
        "rolls_over": RUN
        + "test_a_rest_day_moves_the_last_day_where_the_scheme_says_so",
        "extension_count": RUN + "test_an_extension_moves_the_day_as_the_scheme_allows",
        "extension_limit": RUN + "test_an_extension_moves_the_day_as_the_scheme_allows",
        "extension_unit": RUN + "test_an_extension_moves_the_day_as_the_scheme_allows",
        "extension_body_id": RUN
        + "test_an_extension_moves_the_day_as_the_scheme_allows",
        "when_missed": RUN + "test_those_are_told_whom_the_scheme_names",
        "return_step_id": "procedure/test_step_return.py::TestStepReturn."
        "test_a_return_opens_the_steps_again_and_keeps_the_old_ones",
    },
    "tolerance.scheme.step.condition": dict.fromkeys(
        (
            "step_id",
            "what",
            "comparison",
            "value",
            "degree_id",
            "level_id",
            "factor_id",
        ),
        CONDITION + "test_each_condition_opens_and_closes_a_step",
    ),
    "tolerance.scheme.legal.basis": {
        "number_key": "read: by it a document is found again",
        "document_number": OPEN
        + "test_the_decision_served_cites_principles_and_legal_bases",
        "issuer": OPEN + "test_the_decision_served_cites_principles_and_legal_bases",
    },
    "tolerance.scheme.level": {
        "body_id": LEVEL + "test_the_level_of_a_case_says_who_acts",
        "office_id": LEVEL + "test_the_level_of_a_case_says_who_acts",
    },
    "tolerance.scheme.acceptance": {
        "finding": COMPLETE
        + "test_publication_waits_until_each_is_resolved_or_accepted",
        "reason": COMPLETE
        + "test_publication_waits_until_each_is_resolved_or_accepted",
        "fingerprint": COMPLETE
        + "test_an_acceptance_ends_when_what_it_is_about_changes",
        "accepted_by_id": COMPLETE + "test_nobody_signs_for_somebody_else",
        "accepted_on": "read: when it was accepted",
    },
    "tolerance.scheme.responsibility": {
        "axis": OPEN + "test_kinds_of_responsibility_are_told_apart",
    },
}


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
