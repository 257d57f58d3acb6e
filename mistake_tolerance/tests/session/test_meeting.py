from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .meeting_common import HELD_AT, MeetingCase


@tagged("post_install", "-at_install")
class TestMeeting(MeetingCase):
    """A committee is called to a meeting: notice, attendance, another day."""

    def test_a_committee_is_called_by_the_dialog_and_one_seat_is_not(self):
        case = self.prepare()
        self.assertTrue(case.can_open_session and case.can_call_session)
        self.assertIn("Call Session", case.next_action)
        unlocked(self.body.member_ids[1:]).unlink()
        case.invalidate_recordset()
        self.assertFalse(case.can_call_session)
        self.assertIn("Open Session", case.next_action)

    def test_members_are_told_number_day_and_place_only(self):
        session = self.meet()
        meeting = session.meeting_id
        members = self.body._get_roll_members(HELD_AT.date()).user_id
        self.assertEqual(meeting.attendance_ids.user_id, members)
        self.assertEqual(self.get_tasks(meeting, "attend_meeting").user_id, members)
        self.assertEqual(self.get_tasks(session, "read_papers").user_id, members)
        event = meeting.sudo().event_id
        self.assertEqual(event.partner_ids, members.partner_id)
        self.assertEqual((event.start, event.location), (meeting.held_at, "Room 1"))
        self.assertEqual(event.privacy, "private")
        told = [event.name, event.description or ""]
        told += self.get_tasks(meeting, "attend_meeting").mapped("summary")
        told += meeting.message_ids.mapped("body")
        for secret in (self.case.matter_title, self.case.name, self.case.party_names):
            self.assertFalse([text for text in told if secret in text])
        self.assertIn(meeting.name, event.name)

    def test_day_and_place_are_required(self):
        self.case = self.prepare()
        with self.assertRaises(UserError):
            self.meet(self.case, place=False)

    def test_the_agenda_follows_from_the_call(self):
        """Else a case could be decided in a meeting to which nobody was called."""
        session = self.meet()
        meeting = session.meeting_id
        other = {"body_id": self.body.id, "held_at": self.now(), "place": "Room 2"}
        Meeting = meeting.env["tolerance.meeting"]
        empty = Meeting.create(other)
        for write in (
            lambda: session.write({"meeting_id": False}),
            lambda: session.write({"meeting_id": empty.id}),
            lambda: meeting.write({"session_ids": [Command.unlink(session.id)]}),
            lambda: empty.write({"session_ids": [Command.link(session.id)]}),
            lambda: Meeting.create(
                {**other, "session_ids": [Command.link(session.id)]}
            ),
        ):
            with self.assertRaises(AccessError):
                write()
        self.assertEqual(session.meeting_id, meeting)
        act(meeting).action_hold()
        act(session).action_open_ballot()
        with self.assertRaises(AccessError):
            session.meeting_id = empty

    def test_nobody_is_called_to_a_time_gone_by(self):
        """The dialog says so, and no other way leads past it."""
        self.prepare()
        Meeting = self.as_user("clerk")["tolerance.meeting"]
        values = {"body_id": self.body.id, "place": "Room 2"}
        gone = self.now() - timedelta(hours=2)
        with self.assertRaisesRegex(UserError, "gone by"):
            Meeting.create({**values, "held_at": gone})
        self.assertTrue(Meeting.create({**values, "held_at": self.now()}))

    def test_a_wrong_year_is_refused_before_anybody_is_called(self):
        case = self.prepare()
        session = self.meet(case)
        meeting = session.meeting_id
        for held_at in ("0001-01-01 00:00:00", "9999-12-31 23:30:00"):
            values = {"held_at": held_at, "place": "Room 1"}
            for model, more in (
                ("tolerance.meeting", {"body_id": self.body.id}),
                ("tolerance.meeting.call", {"case_id": case.id}),
                (
                    "tolerance.meeting.adjourn",
                    {"meeting_id": meeting.id, "reason": "Snow."},
                ),
            ):
                with (
                    self.subTest(model=model, held_at=held_at),
                    self.assertRaises(ValidationError),
                ):
                    case.env[model].create({**values, **more})

    def test_several_cases_stand_on_one_agenda(self):
        first = self.meet()
        meeting = first.meeting_id
        second_case = self.accept("colleague")
        self.inquire(second_case)
        second = self.meet(
            second_case, meeting_id=meeting.id, held_at=False, place=False
        )
        self.assertEqual(meeting.session_ids, first | second)
        self.assertEqual(len(meeting.attendance_ids), 3)
        self.assertEqual(len(self.get_tasks(meeting, "attend_meeting")), 3)

    def test_who_is_in_conflict_with_a_case_is_not_called_to_it(self):
        case = self.accept()
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["third"].id}
        )
        self.inquire(case)
        session = self.meet(case)
        self.assertNotIn(self.users["third"], session.meeting_id.attendance_ids.user_id)
        with self.assertRaises(AccessError):
            self.as_user("third", session.meeting_id).read(["held_at"])

    def test_a_member_enters_a_leave_and_the_deputy_presides(self):
        session = self.meet()
        own = session.meeting_id.attendance_ids.filtered(
            lambda row: row.user_id == self.users["chair"]
        )
        with self.assertRaises(AccessError):
            self.as_user("third", own).leave_reason = "I say so."
        action = act(self.as_user("chair", session.meeting_id)).action_ask_leave()
        self.assertEqual(action["res_id"], own.id)
        with self.assertRaises(UserError):
            act(session.meeting_id).action_ask_leave()
        self.as_user("chair", own).leave_reason = "At a hospital."
        self.assertEqual(own.state, "on_leave")
        seat = session.seat_ids.filtered(lambda s: s.user_id == self.users["chair"])
        self.assertEqual(
            (seat.state, seat.leave_reason), ("on_leave", "At a hospital.")
        )
        self.assertEqual(session.chair_id.user_id, self.users["deputy"])
        self.as_user("chair", own).leave_reason = False
        self.assertEqual(seat.state, "invited")
        self.assertEqual(session.chair_id.user_id, self.users["chair"])

    def test_a_reason_of_blanks_is_no_leave(self):
        session = self.meet()
        own = session.meeting_id.attendance_ids.filtered(
            lambda row: row.user_id == self.users["third"]
        )
        for blank in (" \n", "\u200b"):
            self.as_user("third", own).leave_reason = blank
            self.assertEqual((own.state, own.leave_reason), ("called", False))
        seat = session.seat_ids.filtered(lambda s: s.user_id == self.users["third"])
        for blank in (" ", "\u200b\u3000"):
            seat.leave_reason = blank
            self.assertEqual(seat.state, "invited")
        self.assertEqual(own.state, "called")

    def test_a_meeting_does_not_begin_before_its_day(self):
        session = self.meet(held_at=HELD_AT + timedelta(days=1))
        with self.assertRaises(UserError):
            act(session.meeting_id).action_hold()
        self.assertEqual(session.meeting_id.state, "called")

    def test_what_was_prepared_stays_once_the_meeting_has_begun(self):
        meeting = self.meet().meeting_id
        meeting.secretary_id = self.users["third"]
        act(meeting).action_hold()
        for name, value in (
            ("secretary_id", self.users["chair"].id),
            ("read_until", "2026-12-31"),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                meeting[name] = value

    def test_a_leave_entered_on_the_roll_counts_for_the_meeting(self):
        session = self.meet()
        seat = session.seat_ids[2]
        seat.leave_reason = "On a journey."
        row = session.meeting_id.attendance_ids.filtered(
            lambda r: r.user_id == seat.user_id
        )
        self.assertEqual((row.state, row.leave_reason), ("on_leave", "On a journey."))

    def test_the_ballot_opens_once_the_meeting_has_begun(self):
        session = self.meet()
        meeting = session.meeting_id
        with self.assertRaises(UserError):
            act(session).action_open_ballot()
        act(meeting).action_hold()
        self.assertEqual(set(meeting.attendance_ids.mapped("state")), {"attended"})
        self.assertFalse(self.get_tasks(meeting, "attend_meeting"))
        with self.assertRaises(AccessError):
            meeting.attendance_ids[0].leave_reason = "Too late."
        act(session).action_open_ballot()
        self.assertFalse(self.get_tasks(session, "read_papers"))
        with self.assertRaises(UserError):
            act(meeting).action_close()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        act(meeting).action_close()
        self.assertEqual(meeting.state, "closed")

    def test_an_adjourned_meeting_calls_everybody_anew(self):
        session = self.meet()
        meeting = session.meeting_id
        meeting.attendance_ids[2].leave_reason = "On a journey."
        with self.assertRaises(AccessError):
            meeting.held_at = HELD_AT + timedelta(1)
        action = act(meeting).action_adjourn()
        dialog = (
            meeting.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"held_at": HELD_AT + timedelta(7), "reason": "Too few."})
        )
        act(dialog).action_confirm()
        self.assertEqual(meeting.held_at, HELD_AT + timedelta(7))
        self.assertEqual(meeting.sudo().event_id.start, meeting.held_at)
        self.assertEqual(set(meeting.attendance_ids.mapped("state")), {"called"})
        self.assertEqual(session.seat_ids[2].state, "invited")
        tasks = self.get_tasks(meeting, "attend_meeting")
        self.assertEqual(
            set(tasks.mapped("date_deadline")), {meeting._get_local_time().date()}
        )
        self.assertEqual(len(tasks), 3)
        with self.assertRaises(UserError):
            act(meeting).action_hold()

    def test_who_is_called_in_is_called_to_the_meeting(self):
        session = self.meet()
        self.make_user("technician", "member")
        session.env["tolerance.session.seat"].create(
            {
                "session_id": session.id,
                "user_id": self.users["technician"].id,
                "origin": "expert",
                "is_voting": False,
                "reason": "The gate is a matter of engineering.",
            }
        )
        self.assertIn(
            self.users["technician"], session.meeting_id.attendance_ids.user_id
        )
        self.assertTrue(
            self.as_user("technician", session.meeting_id).read(["held_at", "place"])
        )

    def test_papers_circulate_only_where_the_rule_admits_it(self):
        case = self.prepare()
        with self.assertRaises(UserError):
            self.meet(case, is_circulated=True)
        unlocked(self.body).admits_circulation = True
        session = self.meet(case, is_circulated=True)
        self.assertEqual(session.mode, "circulation")
        self.assertFalse(session.meeting_id)
        act(session).action_open_ballot()
        self.assertEqual(session.state, "open")
        # Who votes anew after a recusal votes on circulated papers again.
        session.sudo()._recuse(self.users["third"])
        self.assertEqual(session.state, "void")
        again = case._get_running_session()
        self.assertEqual(again.mode, "circulation")
        self.assertTrue(self.get_tasks(again, "read_papers"))

    def test_a_session_is_held_in_a_meeting_of_its_body(self):
        session = self.meet()
        body = self.env["tolerance.body"].create({"name": "Other"})
        other = session.meeting_id.create(
            {"body_id": body.id, "held_at": self.now(), "place": "Room 2"}
        )
        with self.assertRaises(ValidationError):
            unlocked(session.sudo()).meeting_id = other

    def test_others_neither_read_nor_lead_a_meeting(self):
        meeting = self.meet().meeting_id
        for login in ("officer", "inquirer", "member", "auditor"):
            with self.subTest(login), self.assertRaises(AccessError):
                self.as_user(login, meeting).read(["held_at"])
        with self.assertRaises(AccessError):
            act(self.as_user("third", meeting)).action_hold()
        act(self.as_user("chair", meeting)).action_hold()
        self.assertEqual(meeting.state, "held")
