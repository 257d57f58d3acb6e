from datetime import timedelta

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..all_rooms.test_todo_places import PlaceCase
from ..common import act, logged_in
from .meeting_common import HELD_AT, MeetingCase


@tagged("post_install", "-at_install")
class TestMeetingPages(PlaceCase, MeetingCase):
    """The pages of meeting and session say what to do, with one main button."""

    def get_main_buttons(self, name, record):
        """Return the names of the main buttons that a user sees on a record."""
        own = self.as_user(name, record)
        arch = etree.fromstring(own.get_view(False, "form")["arch"])
        nodes = arch.xpath("//header//button[contains(@class, 'btn-primary')]")
        with logged_in(own.env):
            return [n.get("name") for n in nodes if self.is_shown(own, n)]

    def test_one_main_button_leads_from_the_call_to_the_closing(self):
        session = self.meet()
        meeting = session.meeting_id
        self.assertEqual(
            (self.shown["res_model"], self.shown["res_id"]), (meeting._name, meeting.id)
        )
        self.assertEqual(self.get_main_buttons("clerk", meeting), ["action_hold"])
        self.assertEqual(
            self.get_main_buttons("clerk", session), ["action_open_meeting"]
        )
        self.assertIn("press Go to Meeting", session.next_action)
        self.assertEqual(act(session).action_open_meeting()["res_id"], meeting.id)
        self.assertEqual(
            self.get_main_buttons("third", meeting), ["action_open_agenda"]
        )
        self.assertEqual(
            self.get_main_buttons("third", session), ["action_finish_reading"]
        )
        act(meeting).action_hold()
        for name in ("clerk", "third"):
            with self.subTest(name):
                self.assertEqual(
                    self.get_main_buttons(name, meeting), ["action_open_agenda"]
                )
        self.assertEqual(act(meeting).action_open_agenda()["res_id"], session.id)
        self.assertEqual(
            self.get_main_buttons("clerk", session), ["action_open_ballot"]
        )
        act(session).action_open_ballot()
        self.assertEqual(self.get_main_buttons("chair", session), ["action_vote"])
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.assertEqual(self.get_main_buttons("chair", session), ["action_close"])
        self.close(session)
        self.assertEqual(
            self.get_main_buttons("clerk", session), ["action_open_meeting"]
        )
        self.assertIn("press Go to Meeting", session.next_action)
        self.assertEqual(self.get_main_buttons("clerk", meeting), ["action_close"])
        act(meeting).action_close()
        self.assertEqual(self.get_main_buttons("clerk", session), ["action_open_case"])
        action = act(session).action_open_case()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (self.case._name, self.case.id)
        )

    def test_a_meeting_of_another_day_does_not_begin(self):
        session = self.meet(held_at=HELD_AT + timedelta(days=3))
        meeting = session.meeting_id
        self.assertFalse(meeting.can_hold)
        self.assertIn("has not come", meeting.next_action)

    def test_a_member_is_told_to_read_to_ask_for_leave_and_of_the_recusal(self):
        until = HELD_AT.date() + timedelta(days=1)
        session = self.meet(held_at=HELD_AT + timedelta(days=2), read_until=until)
        own = self.as_user("third", session)
        for words in ("Read the papers below by", "Ask for Leave", "I Have to Recuse"):
            with self.subTest(words):
                self.assertIn(words, own.next_action)
        self.assertIn("press Read the Papers", own.meeting_id.next_action)
        self.assertIn("Ask for Leave", own.meeting_id.next_action)
        self.assertTrue(own.can_ask_leave and own.can_declare_recusal)
        self.assertEqual(
            act(own).action_ask_leave()["res_id"], own.meeting_id.my_attendance_id.id
        )
        own.meeting_id.my_attendance_id.leave_reason = "On a trip."
        self.env.invalidate_all()
        for record in (own, own.meeting_id):
            self.assertFalse(record.can_ask_leave)
            self.assertIn("You are on leave", record.next_action)

    def test_who_is_on_leave_has_no_task(self):
        session = self.meet()
        meeting, third = session.meeting_id, self.users["third"]
        own = self.as_user("third", meeting).my_attendance_id
        own.leave_reason = "On a trip."
        self.assertNotIn(third, self.get_tasks(meeting, "attend_meeting").user_id)
        self.assertNotIn(third, self.get_tasks(session, "read_papers").user_id)
        own.leave_reason = False
        self.assertIn(third, self.get_tasks(meeting, "attend_meeting").user_id)
        self.assertIn(third, self.get_tasks(session, "read_papers").user_id)

    def test_a_member_says_that_the_papers_are_read(self):
        session = self.meet()
        own = self.as_user("third", session)
        self.assertTrue(own.can_finish_reading)
        self.assertIn("press Papers Read", own.next_action)
        act(own).action_finish_reading()
        self.env.invalidate_all()
        tasks = self.get_tasks(session, "read_papers")
        self.assertEqual(tasks.user_id, self.users["chair"] | self.users["deputy"])
        self.assertFalse(own.can_finish_reading)
        self.assertNotIn("Papers Read", own.next_action)
        with self.assertRaises(UserError):
            act(own).action_finish_reading()

    def test_what_a_member_cannot_store_is_readonly(self):
        session = self.meet()
        member = self.as_user("third", session)
        for record in (member, member.meeting_id):
            arch = etree.fromstring(record.get_view(False, "form")["arch"])
            nodes = arch.xpath("//field[not(ancestor::field)]")
            with logged_in(record.env):
                shown = [n for n in nodes if self.is_shown(record, n)]
            fields = {n.get("name") for n in shown if n.get("readonly") != "1"}
            writable = {n for n in fields if not record._fields[n].readonly}
            with self.subTest(record._name):
                self.assertTrue(shown)
                # Each row of the attendance says whether it can be entered.
                self.assertEqual(writable - {"attendance_ids"}, set())
        rows = member.meeting_id.attendance_ids
        own = rows.filtered("can_enter_leave")
        self.assertEqual(own.user_id, self.users["third"])
        with self.assertRaises(AccessError):
            (rows - own)[:1].leave_reason = "Away."

    def test_the_task_is_called_as_its_button_and_leads_to_it(self):
        case = self.prepare()
        task = self.get_tasks(case, "open_session")
        self.assertEqual(task.summary, "Call Session")
        session = self.meet(case)
        Session = self.as_user("chair")["tolerance.session"]
        self.assertEqual(Session._get_my_todo_name(), "Open Ballot and Read the Papers")
        places = {todo["res_model"] for todo in Session._get_my_todos()}
        self.assertEqual(places, {"tolerance.session"})
        act(self.as_user("chair", session)).action_finish_reading()
        self.env.invalidate_all()
        self.assertEqual(Session._get_my_todo_name(), "Open Ballot")
        places = {todo["res_model"] for todo in Session._get_my_todos()}
        self.assertEqual(places, {"tolerance.meeting"})
        act(session.meeting_id).action_hold()
        self.env.invalidate_all()
        places = {todo["res_model"] for todo in Session._get_my_todos()}
        self.assertEqual(places, {"tolerance.session"})

    def test_the_clock_names_the_tasks_and_no_meeting_twice(self):
        self.meet()
        groups = self.as_user("third")["res.users"]._get_activity_groups()
        names = {group["model"]: group["name"] for group in groups}
        self.assertEqual(names["tolerance.session"], "Read the Papers")
        # It says when and where.
        self.assertIn("Attend the Meeting: ", names["tolerance.meeting"])
        self.assertIn("Room 1", names["tolerance.meeting"])
        self.assertNotIn("calendar.event", names)
        meeting = self.case.session_ids.meeting_id
        tasks = meeting.sudo().activity_ids
        self.assertEqual(tasks, self.get_tasks(meeting, "attend_meeting"))

    def test_what_a_body_lacks_is_said_by_the_button(self):
        case = self.prepare()
        self.body.sudo().member_ids.filtered(
            lambda member: member.role == "chair"
        ).user_id.group_ids -= self.env.ref("mistake_tolerance.group_member")
        self.env.invalidate_all()
        self.assertTrue(case.can_open_session)
        with logged_in(case.env):
            self.assertIn(
                "not a deciding member", case._get_refusals("open_session")[case.id]
            )
