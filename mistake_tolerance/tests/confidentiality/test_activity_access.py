from contextlib import suppress

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..care.follow_up_common import FollowUpCase
from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestActivityAccess(CaseWalk):
    """A task of the procedure ends with its step, and by nobody's hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("system", "base.group_system")

    def setUp(self):
        super().setUp()
        self.application = self.submit()
        self.todo = self.application.sudo().activity_ids

    def _get_attacks(self, todo):
        """Name every way in which a client can end or change an activity."""
        record = todo.env[todo.res_model].browse(todo.res_id)
        kind = "mistake_tolerance.activity_type_forward"
        other = self.users["colleague"].id
        return {
            "unlink": todo.unlink,
            "cancel": todo.action_cancel,
            "done": todo.action_done,
            "feedback": lambda: todo.action_feedback("Done."),
            "schedule next": todo.action_done_schedule_next,
            "feedback and next": todo.action_feedback_schedule_next,
            "redirect": todo.action_done_redirect_to_other,
            "archive": todo.action_archive,
            "write active": lambda: todo.write({"active": False}),
            "reassign": lambda: todo.write({"user_id": other}),
            "unassign": lambda: todo.write({"user_id": False}),
            "postpone": lambda: todo.write({"date_deadline": "2099-01-01"}),
            "tomorrow": todo.action_reschedule_tomorrow,
            "rename": lambda: todo.write({"summary": "Nothing to do"}),
            "move away": lambda: todo.write({"res_id": 0}),
            "not automated": lambda: todo.write({"automated": False}),
            "web_save": lambda: todo.web_save({"note": "x"}, {}),
            "of the record": lambda: record.write({"activity_ids": [(2, todo.id)]}),
            "cleared": lambda: record.write({"activity_ids": [(5,)]}),
            "thread unlink": lambda: record.activity_unlink([kind]),
            "thread feedback": lambda: record.activity_feedback([kind]),
            "thread reassign": lambda: record.activity_reschedule(
                [kind], new_user_id=other
            ),
            "next one": record.action_reschedule_my_next_nextweek,
        }

    def test_procedure_tasks_cannot_be_edited_or_done_by_hand(self):
        before = self.todo.read(["user_id", "date_deadline", "summary", "active"])
        self.assertEqual(self.todo.user_id, self.users["head"])
        for role in (
            "officer",
            "head",
            "colleague",
            "clerk",
            "administrator",
            "system",
        ):
            todo = self.as_user(role, self.todo)
            self.assertFalse(todo.can_write, role)
            for name, attack in self._get_attacks(todo).items():
                with self.subTest(name, role=role):
                    with suppress(AccessError), self.cr.savepoint():
                        attack()
                    self.todo.invalidate_recordset()
                    self.assertEqual(
                        self.todo.read(
                            ["user_id", "date_deadline", "summary", "active"]
                        ),
                        before,
                    )

    def test_refusal_names_the_step_that_ends_the_task(self):
        with self.assertRaisesRegex(AccessError, "use its buttons"):
            self.as_user("officer", self.todo).action_cancel()

    def test_step_ends_the_task_of_all_users(self):
        act(self.as_user("head", self.application)).action_forward()
        self.assertFalse(self.todo.active)
        asked = self.application.sudo().activity_ids
        self.assertEqual(asked.user_id, self.users["clerk"])

    def _plan(self, role, record, **values):
        return self.as_user(role)["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                "user_id": self.users[role].id,
                **values,
            }
        )

    def test_own_activities_remain_editable(self):
        as_clerk = self.accept("colleague")
        own = self._plan("clerk", as_clerk, summary="Ask for the roster")
        self.assertTrue(own.can_write)
        other = self.make_user("clerk_two", "clerk")
        theirs = own.with_user(other)
        self.assertTrue(as_clerk.with_user(other).has_access("write"))
        self.assertFalse(theirs.can_write)
        with self.assertRaises(AccessError):
            theirs.action_cancel()
        own.action_feedback("Asked.")
        self.assertFalse(own.active)

    def test_a_user_plans_no_task_of_the_procedure(self):
        as_clerk = self.accept("colleague")
        kind = self.env.ref("mistake_tolerance.activity_type_serve")
        own = self._plan(
            "clerk", as_clerk, activity_type_id=kind.id, automated=True, summary="Mine"
        )
        self.assertFalse(own.automated)
        by_context = self._plan("clerk", as_clerk.with_context(default_automated=True))
        (own | by_context).unlink()
        self.assertFalse((own | by_context).exists())

    def test_planner_may_cancel_an_activity_for_a_colleague(self):
        as_clerk = self.accept("colleague")
        delegated = self._plan("clerk", as_clerk, user_id=self.users["inquirer"].id)
        delegated.date_deadline = fields.Date.add(delegated.date_deadline, days=1)
        delegated.action_cancel()
        self.assertFalse(delegated.exists())


@tagged("post_install", "-at_install")
class TestActivityAccessCare(FollowUpCase):
    """Own activities survive what the procedure does with its tasks."""

    def test_a_moved_talk_moves_its_task_alone(self):
        follow_up = self.make_running()
        talk = follow_up.talk_ids[0]
        helper_talk = self.as_user("colleague", talk)
        own = helper_talk.activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Book a room",
            user_id=self.users["colleague"].id,
        )
        day = own.date_deadline
        helper_talk.planned_on = fields.Date.add(talk.planned_on, days=1)
        task = talk.activity_ids - own
        self.assertEqual(task.date_deadline, talk.planned_on)
        self.assertEqual(own.date_deadline, day)
        self.as_user("clerk", follow_up).action_change_helper()
        self.assertTrue(own.exists().active)
        self.assertFalse(task.exists())

    def test_a_notice_is_read_by_the_one_who_got_it(self):
        follow_up = self.make_running()
        self.officer.action_archive()
        kind = self.env.ref("mistake_tolerance.activity_type_followed_left")
        notice = follow_up.activity_ids.filtered(lambda a: a.activity_type_id == kind)
        with self.assertRaises(AccessError):
            self.as_user("colleague", notice).action_done()
        self.as_user("clerk", notice).action_done()
        self.assertFalse(notice.active)
