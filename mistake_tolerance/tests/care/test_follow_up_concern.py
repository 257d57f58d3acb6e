from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .follow_up_common import START, FollowUpCase


@tagged("post_install", "-at_install")
class TestFollowUpConcern(FollowUpCase):
    """What speaks against the person goes to the deciding body and nowhere else."""

    def raise_concern(self, follow_up, head="member"):
        body = follow_up.case_id.session_ids.body_id
        unlocked(body).head_user_id = self.users[head]
        return self.as_user("colleague")["tolerance.follow.up.concern"].create(
            {"follow_up_id": follow_up.id, "text": "He skips the second count."}
        )

    def test_concerns_do_not_reach_personnel_records(self):
        follow_up = self.run_through()
        concern = self.raise_concern(follow_up)
        with self.assertRaisesRegex(UserError, "still to answer"):
            self.as_user("colleague", follow_up).action_complete()
        head = self.as_user("member", concern)
        head.answer = "It is so; the body talks with him."
        act(head).action_uphold()
        self.as_user("colleague", follow_up).action_complete()
        self.assertFalse(follow_up.is_without_objection)
        for model in ("tolerance.appraisal", "tolerance.promotion"):
            with self.subTest(model=model):
                record = self.as_user("hr_officer")[model].new(
                    {"employee_id": self.officer.id}
                )
                self.assertFalse(record.follow_up_note)
        marks = self.env["tolerance.mark"].search(
            [("employee_id", "=", self.officer.id)]
        )
        self.assertFalse(marks)
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", concern).read(["text"])

    def test_a_concern_goes_to_the_head_of_the_deciding_body(self):
        with freeze_time(START):
            follow_up = self.make_running()
        concern = self.raise_concern(follow_up).with_env(self.env)
        self.assertEqual(concern.body_id, follow_up.case_id.session_ids.body_id)
        self.assertEqual(self.get_todo(concern, "answer_concern"), self.users["member"])
        seen = {
            role: bool(self.as_user(role)["tolerance.follow.up.concern"].search([]))
            for role in self.users
        }
        allowed = ("clerk", "member", "colleague")
        self.assertEqual(seen, {role: role in allowed for role in self.users})
        own = self.as_user("officer", follow_up)
        own.invalidate_recordset()
        self.assertFalse(own.concern_ids, "the person does not meet it")
        with self.assertRaises(AccessError):
            self.as_user("officer")["tolerance.follow.up.concern"].create(
                {"follow_up_id": follow_up.id, "text": "Nothing."}
            )

    def test_person_concerned_cannot_answer_the_concern(self):
        with freeze_time(START):
            follow_up = self.make_running()
        concern = self.raise_concern(follow_up, head="officer").with_env(self.env)
        self.assertEqual(self.get_todo(concern, "answer_concern"), self.users["clerk"])
        with self.assertRaises(AccessError):
            self.as_user("officer", concern).read(["text"])
        with self.assertRaises(AccessError):
            act(self.as_user("officer", concern)).action_dismiss()

    def test_a_concern_that_is_dismissed_leaves_no_trace_in_the_result(self):
        follow_up = self.run_through()
        concern = self.raise_concern(follow_up)
        with self.assertRaises(AccessError):
            act(concern).action_dismiss()
        head = self.as_user("member", concern)
        with self.assertRaisesRegex(UserError, "fill in first: Answer"):
            act(head).action_dismiss()
        with self.assertRaises(AccessError):
            head.text = "Nothing."
        head.answer = "He was off duty that night."
        act(head).action_dismiss()
        self.as_user("clerk", follow_up).action_complete()
        self.assertTrue(follow_up.is_without_objection)
