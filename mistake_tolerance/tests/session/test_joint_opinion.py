from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import act, logged_in
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
        self.assertIn("Press Ask a Department", self.case.next_action)
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


@tagged("post_install", "-at_install")
class TestLegalityReview(PlanCase):
    """Requirement S17: a lawyer of the agency reviews, and not the clerk alone."""

    def setUp(self):
        super().setUp()
        self.office = self.env["tolerance.body"].create(
            {
                "name": "Test Legal Office",
                "kind": "office",
                "head_user_id": self.users["expert"].id,
            }
        )
        department = self.env["hr.department"].create({"name": "Test Law"})
        self.env["hr.employee"].create(
            {
                "name": "Test Lawyer",
                "user_id": self.users["expert"].id,
                "department_id": department.id,
            }
        )
        self.publish(
            new=[
                self.hearing(
                    kind="legality_review",
                    name="Legality Review",
                    body_id=self.office.id,
                )
            ]
        )
        self.case = self.accept()
        self.inquire(self.case)

    def ask(self, **values):
        asked = self.case.env["tolerance.joint.opinion"].with_context(
            default_case_id=self.case.id
        )
        with logged_in(asked.env), Form(asked) as form:
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def test_the_head_of_the_body_signs_it(self):
        step = self.step(self.case, "legality_review")
        self.assertEqual(self.case.current_step_id, step)
        self.assertIn("Press Ask for Legality Review", self.case.next_action)
        self.assertTrue(self.case.can_ask_legality)
        self.assertFalse(self.case.can_ask_department)
        with self.assertRaises(UserError):
            act(step).action_finish()
        day = self.company._tolerance_today() + timedelta(days=3)
        review = self.ask(capacity="legal_officer", due_on=day)
        self.assertEqual(review.user_id, self.users["expert"])
        self.assertEqual(review.department_id.name, "Test Law")
        own = self.as_user("expert", review)
        self.assertEqual(own.sudo().activity_ids.user_id, self.users["expert"])
        own.write({"answer": "supports", "opinion": "Lawful.", "reasons": "Checked."})
        act(own).action_sign()
        act(step).action_finish()
        self.assertEqual(step.state, "done")
        ballots = self.get_ballots(self.open_session(self.case))
        brief = ballots.with_user(ballots.user_id).brief
        self.assertIn("Test Law", brief)
        self.assertIn("Lawful.", brief)

    def test_it_names_the_capacity(self):
        day = self.company._tolerance_today() + timedelta(days=3)
        values = {
            "case_id": self.case.id,
            "department_id": self.unit.id,
            "user_id": self.users["expert"].id,
            "question": "Lawful?",
            "due_on": day,
        }
        opinions = act(self.case.env["tolerance.joint.opinion"])
        with self.assertRaises(ValidationError):
            opinions.create(values)
        self.assertTrue(opinions.create(values | {"capacity": "public_lawyer"}))

    def test_the_loss_stands_in_the_brief(self):
        party = self.case.party_ids[:1]
        rows = dict(party._get_brief_rows())
        self.assertFalse(rows["Loss"])
        self.case.matter_id.sudo().loss_amount = 620_000
        rows = dict(party._get_brief_rows())
        self.assertIn("620,000.00", rows["Loss"])
