from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .case_common import CaseWalk


class ShippedWalk(CaseWalk):
    """A case under a shipped regulation, up to its determination."""

    def finish_step(self, case, kind):
        """Mark a step as done that has no button of its own, as the clerk."""
        act(case.step_ids.filtered(lambda step: step.kind == kind)).action_finish()

    def decide_once(self, case, kind="exempt"):
        """Hold the one session of the procedure and confirm what it decided."""
        self.hold_session(case, kind)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        act(draft).action_confirm()
        return draft


@tagged("post_install", "-at_install")
class TestBinchengWalk(ShippedWalk):
    preset_code = "bincheng_2017"

    def test_from_application_to_determination(self):
        case = self.accept()
        self.assertEqual(case.version_id, self.version)
        self.assertEqual(case.current_step_id.kind, "inquiry")
        # The regulation has no submission by the unit: nobody waits for one.
        application = case.party_ids.application_id.sudo()
        self.assertEqual(application.filing_way, "direct")
        self.assertFalse(application.unit_head_id)
        self.inquire(case)
        self.assertEqual(case.current_step_id.kind, "hearing")
        self.assertEqual(case.activity_ids.summary, case.current_step_id.name)
        self.assertTrue(case._get_open_session_refusal())
        self.hold_hearing(case)
        unlocked(case.party_ids).is_leading_cadre = True
        determination = self.decide_once(case)
        self.assertEqual(case.state, "decided")
        self.assertEqual(
            {line.area_id.code: line.form for line in determination.line_ids},
            {
                "clean_government_appraisal": "deduction_waived",
                "leadership_appraisal": "deduction_waived",
                "honours": "deduction_waived",
                "promotion": "unaffected",
            },
        )
        follow_up = self.env["tolerance.follow.up"].search(
            [("determination_id", "=", determination.id)]
        )
        self.assertEqual(follow_up.months, 12)
        self.assertFalse(follow_up.is_months_default)

    def test_lighter_handling_reduces_and_leaves_promotion_out(self):
        case = self.accept()
        self.inquire(case)
        self.hold_hearing(case)
        self.hold_session(case, "lighter")
        draft = self.env["tolerance.determination"].search([("case_id", "=", case.id)])
        self.assertEqual(
            {line.area_id.code: line.form for line in draft.line_ids},
            dict.fromkeys(
                ("clean_government_appraisal", "leadership_appraisal", "honours"),
                "deduction_reduced",
            ),
        )


@tagged("post_install", "-at_install")
class TestProvinceWalk(ShippedWalk):
    preset_code = "province_responsibility"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        judge = cls.env.ref("mistake_tolerance.subject_type_judge")
        cls.officer.job_id = cls.env["hr.job"].create(
            {"name": "Judge", "tolerance_type_id": judge.id}
        )

    def test_handling_waits_until_the_committee_concludes(self):
        case = self.accept()
        self.assertIn("has no step of an inquiry", case.next_action)
        Effect = self.env["tolerance.effect"]
        held = Effect.search([("matter_id", "=", case.matter_id.id)])
        self.assertEqual(set(held.mapped("form")), {"hold"})
        self.assertFalse(any(held.mapped("date_to")))
        self.inquire(case)
        self.assertEqual(case.current_step_id.name, "Conclusion of the committee")
        determination = self.decide_once(case)
        self.assertEqual(determination.degree_id.code, "no_discipline")
        self.assertTrue(all(held.mapped("is_lifted")))
        self.assertEqual(determination.effect_ids.area_id.code, "promotion")
        # Who bears no responsibility has nothing to correct, and is not followed up.
        for model in ("tolerance.correction", "tolerance.follow.up"):
            domain = [("determination_id", "=", determination.id)]
            self.assertFalse(self.env[model].search(domain))
        self.assertFalse(case._get_filing_refusal())

    def test_an_opinion_to_discipline_protects_nothing(self):
        case = self.accept()
        self.inquire(case)
        determination = self.decide_once(case, "refused")
        self.assertEqual(determination.degree_id.code, "discipline")
        self.assertFalse(determination.effect_ids)
        self.assertFalse(
            self.env["tolerance.effect"].search(
                [("matter_id", "=", case.matter_id.id), ("is_lifted", "=", False)]
            )
        )


@tagged("post_install", "-at_install")
class TestFujianWalk(ShippedWalk):
    preset_code = "fujian_2018"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prison = cls.version.level_ids.filtered(lambda lv: lv.code == "prison")
        unlocked(cls.prison.body_id).head_user_id = cls.users["leader"]

    def test_what_is_left_to_answer_in_words_is_told(self):
        case = self.accept()
        self.finish_step(case, "early_intervention")
        inquiry = self.start_inquiry(case)
        self.assess(inquiry, self.enter_evidence(inquiry))
        assessment = inquiry.assessment_ids
        self.assertFalse(assessment.has_responsibilities)
        words = assessment.line_ids.filtered(lambda line: line.scale == "text")
        words.write({"answer": False, "reasoning": False})
        self.assertIn("answered in words", assessment.next_action)

    def test_early_intervention_comes_before_the_application(self):
        case = self.accept()
        early = case.step_ids.filtered(lambda step: step.kind == "early_intervention")
        self.assertEqual(case.current_step_id, early)
        task = case.activity_ids
        self.assertEqual(task.summary, early.name)
        self.assertTrue(case.can_take_step)
        self.assertEqual(case.step_ids.sorted()[:1], early)
        with self.assertRaises(UserError):
            case.action_start_inquiry()
        self.finish_step(case, "early_intervention")
        self.assertEqual(task.summary, "Start the Inquiry")
        self.assertFalse(case.can_take_step)
        apply = case.step_ids.filtered(lambda step: step.kind == "apply")
        self.assertEqual((early.state, apply.state), ("done", "done"))
        self.inquire(case)
        case.level_id = self.prison
        determination = self.decide_once(case)
        self.assertEqual(case.state, "decided")
        self.assertEqual(determination.degree_id.code, "exempt")
        self.assertEqual(
            set(determination.effect_ids.area_id.mapped("code")),
            set(
                self.version.area_ids.filtered(
                    lambda area: area.subject_kind == "person"
                ).mapped("code")
            ),
        )
