from datetime import timedelta

from odoo.tests import tagged

from ..common import act
from ..procedure.plan_common import PlanCase
from ..session.committee_common import CommitteeCase


class HandOverMixin:
    """Previews what somebody has to hand over to a receiver."""

    def hand_over(self, giver, receiver):
        hand_over = self.as_user("administrator")["tolerance.hand.over"].create(
            {
                "from_user_id": self.users[giver].id,
                "to_user_id": self.users[receiver].id,
                "reason": "Change of post",
            }
        )
        hand_over.action_preview()
        return hand_over

    def get_lines(self, hand_over, kind):
        lines = hand_over.line_ids.filtered(lambda line: line.kind == kind)
        return [(line.outcome, line.ground) for line in lines]


@tagged("post_install", "-at_install")
class TestHandOverRecusal(HandOverMixin, CommitteeCase):
    """Who decides a recusal leaves: the next in the order takes it over."""

    def test_only_who_would_be_asked_next_takes_over(self):
        session = self.call()
        recusal = act(self.as_user("third")["tolerance.recusal"]).create(
            {"session_id": session.id, "reason": "My brother applied."}
        )
        self.assertEqual(recusal.sudo().decider_id, self.users["chair"])
        for name in ("third", "leader", "inquirer"):
            with self.subTest(name):
                lines = self.get_lines(self.hand_over("chair", name), "recusal")
                self.assertEqual(lines, [("stay", "barred")])
        hand_over = self.hand_over("chair", "deputy")
        self.assertEqual(self.get_lines(hand_over, "recusal"), [("move", False)])
        self.assertIn(self.case.name, hand_over.line_ids.mapped("number"))
        act(hand_over).action_hand_over()
        self.assertEqual(recusal.sudo().decider_id, self.users["deputy"])
        self.assertEqual(recusal.sudo().activity_ids.user_id, self.users["deputy"])
        act(self.as_user("deputy", recusal)).action_grant()
        self.assertEqual(recusal.state, "granted")


@tagged("post_install", "-at_install")
class TestHandOverHearing(HandOverMixin, PlanCase):
    """Who is asked at a hearing, or for a department, leaves."""

    def test_the_next_head_answers_for_the_department(self):
        self.publish(new=[self.hearing(kind="joint_review", name="Joint Review")])
        case = self.accept()
        self.inquire(case)
        employee = self.env["hr.employee"].create(
            {"name": "Test Expert", "user_id": self.users["expert"].id}
        )
        opinion = act(case.env["tolerance.joint.opinion"]).create(
            {
                "case_id": case.id,
                "department_id": self.env["hr.department"]
                .create({"name": "Test Works", "manager_id": employee.id})
                .id,
                "question": "Was the plan in order?",
                "due_on": self.company._tolerance_today() + timedelta(days=5),
            }
        )
        # A party to the case cannot answer.
        lines = self.get_lines(self.hand_over("expert", "officer"), "joint_opinion")
        self.assertEqual(lines, [("stay", "barred")])
        self.make_user("next_head")
        act(self.hand_over("expert", "next_head")).action_hand_over()
        self.assertEqual(opinion.user_id, self.users["next_head"])
        self.assertEqual(opinion.sudo().activity_ids.user_id, self.users["next_head"])
        own = self.as_user("next_head", opinion)
        own.write({"answer": "supports", "opinion": "Yes.", "reasons": "Checked."})
        act(own).action_sign()
        self.assertEqual(opinion.state, "signed")

    def test_what_only_the_person_signs_is_listed(self):
        self.publish(new=[self.hearing()])
        case = self.accept()
        self.inquire(case)
        act(self.prepare_hearing(case)).action_call()
        self.make_user("next_expert")
        for name in ("expert", "officer"):
            with self.subTest(name):
                hand_over = self.hand_over(name, "next_expert")
                self.assertEqual(
                    self.get_lines(hand_over, "signature"), [("told", "signature")]
                )
                self.assertEqual(hand_over.line_ids.mapped("number"), [case.name])
