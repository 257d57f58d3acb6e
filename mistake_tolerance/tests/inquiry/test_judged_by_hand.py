from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestJudgedByHand(CaseWalk):
    """What a person has to judge or to witness is never filled in beforehand."""

    # The judged fields of each form; the rest may well be proposed.
    JUDGED = {
        "tolerance.application.answer": {
            "decision",
            "ground",
            "late_decision",
            "exclusion_ids",
        },
        "tolerance.assessment": {"nature", "conclusion"},
        "tolerance.assessment.line": {
            "answer",
            "choice_id",
            "reasoning",
            "evidence_ids",
        },
        "tolerance.ballot": {
            "degree_id",
            "situation_ids",
            "exclusion_ids",
            "conduct_answer",
            "reasons",
        },
        "tolerance.case.party": {"referral_organ"},
        "tolerance.decision.delivery": {"way", "receiver", "signature", "explanation"},
        "tolerance.follow.up.talk": {"topics", "agreed"},
        "tolerance.correction": {"result"},
    }

    def test_nothing_is_judged_before_somebody_judges(self):
        for model, names in self.JUDGED.items():
            known = names & self.env[model]._fields.keys()
            with self.subTest(model=model):
                self.assertTrue(known)
                self.assertFalse(self.env[model].default_get(list(known)))

    def test_the_party_left_to_serve_is_named(self):
        """What can be read off the file is filled in; who signed is not."""
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        Service = case.env["tolerance.decision.delivery"].with_context(
            default_case_id=case.id
        )
        form = Form(
            Service, view="mistake_tolerance.tolerance_decision_delivery_view_form"
        )
        self.assertEqual(form.party_id, case.party_ids)
        self.assertFalse(form.signature)
        self.assertFalse(form.way)
        form.receiver = "Test Officer"
        form.way = "post"
        form.signature = "signed"
        form.explanation = "Explained."
        with logged_in(Service.env):
            form.save()
        self.assertFalse(Service.default_get(["party_id"]))

    def test_closed_parts_name_the_next_step(self):
        case = self.accept()
        inquiry = self.inquire(case)
        self.assertIn("Next, by the clerk", inquiry.next_action)
        self.assertNotIn("Press", inquiry.next_action)
        session = self.hold_session(case)
        self.assertIn("Press Open Session", session.next_action)
        self.assertIn(case.name, session.next_action)
        other = self.hold_session(case)
        self.assertIn("confirms what was decided", other.next_action)
        self.assertIn("confirms what was decided", session.next_action)
        drafts = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        act(drafts).action_confirm()
        self.assertIn("Hand the decision in writing", session.next_action)
