"""Which test shows that a setting of a regulation acts, or why it is only read."""

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
EXAMPLE = "scheme/test_scheme_example.py::TestSchemeExample."
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
        "follow_up_article": "scheme/test_review_paper.py::TestReviewPaper."
        "test_the_follow_up_stands_beside_its_article",
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
        "degree_id": EXAMPLE + "test_an_area_may_be_for_one_outcome",
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
        "partner_body_id": RUN + "test_both_bodies_of_a_shared_step_are_told",
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
    "tolerance.scheme.example": {
        "subject_kind": EXAMPLE + "test_steps_follow_each_fact",
        "is_leading_cadre": EXAMPLE + "test_effects_and_follow_up_depend_on_the_degree",
        "level_id": EXAMPLE + "test_steps_follow_each_fact",
        "loss": EXAMPLE + "test_steps_follow_each_fact",
        "urgency": EXAMPLE + "test_steps_follow_each_fact",
        "nature": EXAMPLE + "test_an_answer_that_rules_tolerance_out_is_named",
        "degree_id": EXAMPLE + "test_effects_and_follow_up_depend_on_the_degree",
        **dict.fromkeys(
            (
                "proceeding_on",
                "notified_on",
                "received_on",
                "accepted_on",
                "decided_on",
                "served_on",
            ),
            EXAMPLE + "test_due_dates_run_from_the_days_of_the_example",
        ),
    },
    "tolerance.scheme.example.answer": dict.fromkeys(
        ("example_id", "about", "subject", "answer"),
        EXAMPLE + "test_an_answer_that_rules_tolerance_out_is_named",
    ),
    "tolerance.scheme.example.expectation": dict.fromkeys(
        ("example_id", "what", "value"),
        EXAMPLE + "test_publication_waits_for_every_example",
    ),
    "tolerance.scheme.scope": {
        "type_id": "scheme/test_scheme_scope.py::TestSchemeScope."
        "test_each_kind_of_unit_has_its_regulation",
    },
    "tolerance.scheme.responsibility": {
        "is_stop": ASSESSED + "test_a_violation_is_told_apart_and_leaves_the_procedure",
        "axis": OPEN + "test_kinds_of_responsibility_are_told_apart",
    },
}
