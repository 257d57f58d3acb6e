"""Another post for somebody tolerated: heard first, and never a lower rank."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import act, logged_in
from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestPostAdjustment(CareCase):
    def _make(self, decision=None, **values):
        if not decision:
            self._decide()
        return self.as_user("hr_officer")["tolerance.post.adjustment"].create(
            {
                "employee_id": self.officer.id,
                "reason": "The inmates of the ward know of it.",
                "to_department_id": self.unit.id,
                "to_post": "Instructor",
                "date": self.today + timedelta(days=7),
                "protection": "The deputy head introduces him; nothing is announced.",
                **values,
            }
        )

    def _propose(self, **values):
        adjustment = self._make(**values)
        adjustment.action_propose()
        return adjustment

    def test_agreed_adjustment_is_carried_out(self):
        self.officer.job_title = "Guard"
        adjustment = self._propose()
        self.assertTrue(adjustment.name.startswith("TG-"))
        self.assertEqual(adjustment.from_post, "Guard")
        self.assertEqual(
            self.get_todo(adjustment.sudo(), "hear_post"), self.users["officer"]
        )
        own = self.as_user("officer", adjustment)
        own.opinion = "Gladly."
        act(own).action_agree()
        self.assertFalse(self.get_todo(adjustment.sudo(), "hear_post"))
        self.assertEqual(
            self.get_todo(adjustment.sudo(), "carry_out_post"),
            self.users["hr_officer"],
        )
        adjustment.action_carry_out()
        self.assertEqual(adjustment.state, "done")
        # From the day planned on, and not before.
        self.assertEqual(self.officer.job_title, "Guard")
        version = self.officer._get_version(adjustment.date)
        self.assertEqual(version.job_title, "Instructor")
        self.assertEqual(version.department_id, self.unit)
        acts = self.get_entries(adjustment.sudo()).mapped("verb")
        self.assertEqual(acts, ["post.propose", "post.agree", "post.carry_out"])

    def test_objection_goes_to_the_body_that_decided(self):
        adjustment = self._propose()
        own = self.as_user("officer", adjustment)
        with self.assertRaisesRegex(UserError, "fill in first"):
            act(own).action_object()
        own.opinion = "My family lives here."
        act(own).action_object()
        with self.assertRaises(UserError):
            adjustment.action_carry_out()
        seat = self.as_user("member", adjustment)
        with logged_in(seat.env):
            self.assertTrue(seat.can_uphold)
        with self.assertRaisesRegex(UserError, "fill in first"):
            act(seat).action_uphold()
        seat.answer = "The new post is ten minutes away."
        act(seat).action_uphold()
        self.assertEqual(adjustment.state, "upheld")
        self.assertEqual(adjustment.upheld_by_id, self.users["member"])
        adjustment.action_carry_out()
        self.assertEqual(adjustment.state, "done")

    def test_only_the_person_answers_the_proposal(self):
        adjustment = self._propose()
        with self.assertRaises(UserError):
            act(adjustment).action_agree()
        with self.assertRaises(AccessError):
            adjustment.opinion = "Said on the telephone."
        own = self.as_user("officer", adjustment)
        with self.assertRaises(AccessError):
            own.to_post = "Head"
        with self.assertRaises(UserError):
            own.action_carry_out()
        with self.assertRaises(AccessError):
            self.as_user("colleague", adjustment).read(["reason"])
        own.opinion = "No."
        act(own).action_object()
        with self.assertRaises(UserError):
            act(own).action_uphold()

    def test_draft_is_the_officers_alone(self):
        adjustment = self._make()
        own = self.as_user("officer")["tolerance.post.adjustment"]
        self.assertFalse(own.search([]))
        adjustment.action_propose()
        self.assertEqual(own.search([]), adjustment)

    def test_protection_belongs_to_it(self):
        adjustment = self._make(protection=False)
        with self.assertRaisesRegex(UserError, "Protection at Work"):
            adjustment.action_propose()

    def test_lower_rank_is_refused_with_the_number(self):
        decision = self._decide()
        with self.assertRaisesRegex(UserError, decision.name):
            self._make(decision, keeps_rank=False).flush_recordset()
        adjustment = self._make(decision)
        with self.assertRaisesRegex(UserError, decision.name):
            adjustment.keeps_rank = False
            adjustment.flush_recordset()

    def test_lower_rank_within_the_influence_period(self):
        """The source lets a reduced handling weigh until its period ends."""
        until = self.today + timedelta(days=90)
        decision = self._decide("reduced", influence_until=until)
        adjustment = self._make(decision, keeps_rank=False)
        adjustment.flush_recordset()
        self.assertFalse(adjustment.keeps_rank)
        with self.assertRaisesRegex(UserError, decision.name):
            adjustment.date = until + timedelta(days=1)
            adjustment.flush_recordset()

    def test_only_after_a_decision_about_this_person(self):
        decision = self._decide()
        with self.assertRaises(ValidationError):
            self._make(
                decision,
                employee_id=self.colleague.id,
                effect_id=decision.effect_ids[:1].id,
            )
        self.revoke(decision)
        with self.assertRaises(ValidationError):
            self._make(decision, effect_id=decision.effect_ids[:1].id)
        form = Form(self.as_user("hr_officer")["tolerance.post.adjustment"])
        form.employee_id = self.officer
        self.assertFalse(form.effect_id)

    def test_revocation_ends_what_is_not_carried_out(self):
        decision = self._decide()
        adjustment = self._make(decision)
        adjustment.action_propose()
        self.revoke(decision)
        self.assertEqual(adjustment.state, "void")
        self.assertEqual(adjustment.void_reason, "Decided on a forged paper.")

    def test_officer_cannot_propose_their_own_post(self):
        self.officer.user_id.group_ids += self.env.ref(
            "mistake_tolerance.group_hr_officer"
        )
        adjustment = self._make()
        own = self.as_user("officer", adjustment)
        with self.assertRaises(UserError):
            own.action_propose()

    def test_stays_on_file(self):
        adjustment = self._make()
        with self.assertRaises(AccessError):
            adjustment.sudo().unlink()
        with self.assertRaisesRegex(UserError, "fill in first"):
            adjustment.action_void()
        adjustment.void_reason = "The post was given to another."
        adjustment.action_void()
        self.assertEqual(adjustment.state, "void")
