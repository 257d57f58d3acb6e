from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import act
from ..procedure.plan_common import PlanCase
from .test_hearing import SCAN


@tagged("post_install", "-at_install")
class TestJointOpinion(PlanCase):
    """Requirement: departments give written opinions in a joint review (会审)."""

    def setUp(self):
        super().setUp()
        self.publish(new=[self.hearing(kind="joint_review", name="Joint Review")])
        self.case = self.accept()
        self.inquire(self.case)
        self.employee = self.env["hr.employee"].create(
            {"name": "Test Expert", "user_id": self.users["expert"].id}
        )
        self.works, self.law = self.env["hr.department"].create(
            [
                {"name": "Test Works", "manager_id": self.employee.id},
                {"name": "Test Law Office"},
            ]
        )

    def ask(self, department, **values):
        return act(self.case.env["tolerance.joint.opinion"]).create(
            {
                "case_id": self.case.id,
                "department_id": department.id,
                "question": "Was the plan in order?",
                "due_on": self.company._tolerance_today() + timedelta(days=5),
                **values,
            }
        )

    def test_the_step_waits_for_every_department(self):
        step = self.step(self.case, "joint_review")
        self.assertEqual(self.case.current_step_id, step)
        self.assertIn("Ask the departments", self.case.next_action)
        with self.assertRaises(UserError):
            act(step).action_finish()
        works, law = self.ask(self.works), self.ask(self.law)
        self.assertEqual(works.user_id, self.users["expert"])
        self.assertFalse(law.user_id)
        own = self.as_user("expert", works)
        self.assertEqual(own.sudo().activity_ids.user_id, self.users["expert"])
        with self.assertRaises(UserError):
            act(own).action_sign()
        own.write({"answer": "supports", "opinion": "Yes.", "reasons": "Checked."})
        act(own).action_sign()
        with self.assertRaises(UserError):
            act(step).action_finish()
        with self.assertRaises(UserError):
            act(law).action_close_missing()
        law.missing_reason = "The office has no head now."
        act(law).action_close_missing()
        act(step).action_finish()
        self.assertEqual(step.state, "done")
        session = self.open_session(self.case)
        ballots = self.get_ballots(session)
        ballot = ballots.with_user(ballots.user_id)
        self.assertEqual(ballot.joint_opinion_ids, works | law)

    def test_recorded_from_paper(self):
        law = self.ask(self.law)
        law.write(
            {
                "answer": "against",
                "opinion": "No.",
                "reasons": "Against the rule.",
                "acted_on": self.company._tolerance_today(),
                "scan_ids": [Command.create(SCAN)],
            }
        )
        act(law).action_record()
        self.assertEqual((law.state, law.mode), ("signed", "recorded"))

    def test_reminded_once_when_late(self):
        works = self.ask(
            self.works, due_on=self.company._tolerance_today() - timedelta(days=1)
        )
        for _again in range(2):
            self.env["tolerance.joint.opinion"]._cron_remind()
        late = self.env.ref("mistake_tolerance.activity_type_joint_opinion_overdue")
        todo = works.sudo().activity_ids.filtered(lambda a: a.activity_type_id == late)
        self.assertEqual(todo.user_id, self.users["clerk"])
        notices = self.env["mail.message"].search(
            [
                ("model", "=", works._name),
                ("res_id", "=", works.id),
                ("subject", "ilike", "opinion due"),
                ("partner_ids", "in", self.users["expert"].partner_id.ids),
            ]
        )
        self.assertEqual(len(notices), 1)

    def test_no_head_in_conflict_and_no_question_out_of_turn(self):
        with self.assertRaises(ValidationError):
            self.ask(self.unit)
        law = self.ask(self.law)
        law.missing_reason = "No head."
        act(law).action_close_missing()
        act(self.step(self.case, "joint_review")).action_finish()
        with self.assertRaises(UserError):
            self.ask(self.works)
