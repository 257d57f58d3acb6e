"""A committee votes in a meeting to which its members were called."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from .meeting_common import MeetingCase


@tagged("post_install", "-at_install")
class TestConvening(MeetingCase):
    def test_no_ballot_opens_without_a_meeting(self):
        """A client can call a session and leave out the dialog of the meeting."""
        session = self.call_roll(self.prepare())
        self.assertFalse(session.meeting_id)
        for name in ("clerk", "chair"):
            with self.subTest(name), self.assertRaises(UserError) as caught:
                act(self.as_user(name, session)).action_open_ballot()
            self.assertIn("Call Members", str(caught.exception))
        self.assertEqual(session.state, "draft")
        self.assertFalse(session.sudo().ballot_ids)

    def test_database_opens_no_ballot_without_a_begun_meeting(self):
        session = self.call_roll(self.prepare())
        called = self.meet(self.prepare_other()).meeting_id
        for meeting in (called.browse(), called):
            with (
                self.subTest(meeting=meeting),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                session.sudo()._write_unlocked(
                    {"meeting_id": meeting.id, "state": "open"}
                )
                self.env.flush_all()
            self.env.invalidate_all()

    def prepare_other(self):
        case = self.accept("colleague")
        self.inquire(case)
        return case

    def test_members_are_called_to_a_session_without_a_meeting(self):
        session = self.call_roll(self.prepare())
        self.assertTrue(session.can_call_members)
        self.assertIn("Call Members", session.next_action)
        self.assertFalse(self.as_user("chair", session).can_call_members)
        with self.assertRaises(UserError):
            act(self.as_user("chair", session)).action_call_members()
        action = act(session).action_call_members()
        dialog = (
            session.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"held_at": self.now(), "place": "Room 1"})
        )
        act(dialog).action_confirm()
        meeting = session.meeting_id
        self.assertEqual(meeting.attendance_ids.user_id, session.seat_ids.user_id)
        self.assertEqual(session.case_id.session_ids, session)
        self.assertFalse(session.can_call_members)
        act(meeting).action_hold()
        act(session).action_open_ballot()
        self.assertEqual(session.state, "open")

    def test_nobody_is_called_to_a_meeting_that_has_begun(self):
        meeting = self.meet().meeting_id
        act(meeting).action_hold()
        case = self.prepare_other()
        with self.assertRaises(UserError) as caught:
            self.meet(case, meeting_id=meeting.id, held_at=False, place=False)
        self.assertIn(meeting.name, str(caught.exception))
        self.assertFalse(case.session_ids)

    def meet_later(self):
        """Call the committee to a meeting later on this day; returns the meeting."""
        # Where the day does not end within the hour.
        zones = ("Asia/Shanghai", "Europe/London")
        self.company.tolerance_tz = next(
            zone for zone in zones if datetime.now(ZoneInfo(zone)).hour < 22
        )
        return self.meet(held_at=self.now() + timedelta(hours=1)).meeting_id

    def test_a_meeting_begins_early_for_a_reason_on_file(self):
        meeting = self.meet_later()
        self.assertTrue(meeting.can_hold)
        self.assertTrue(meeting.is_early)
        for reason in (False, "  "):
            meeting.early_reason = reason
            with self.subTest(reason=reason), self.assertRaises(UserError) as caught:
                act(meeting).action_hold()
            self.assertIn("announced", str(caught.exception))
        self.assertEqual(meeting.state, "called")
        with self.assertRaises(AccessError):
            self.as_user("third", meeting).early_reason = "I have no time later."
        action = act(meeting).action_open_hold()
        self.assertEqual((action["res_id"], action["target"]), (meeting.id, "new"))
        meeting.early_reason = "All are here."
        act(meeting).action_hold()
        self.assertEqual(meeting.state, "held")
        self.assertFalse(meeting.is_early)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "meeting.hold"), ("res_id", "=", meeting.id)]
        )
        self.assertIn("All are here.", entry.content)
        with self.assertRaises(AccessError):
            meeting.early_reason = "Another one."
        session = meeting.session_ids
        act(session).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        minutes = session.minutes_ids
        self.assertIn("All are here.", minutes.attendance)
        began = meeting._get_local_time(meeting.begun_at)
        self.assertEqual(minutes.held_hour, began.strftime("%H:%M"))

    def test_a_meeting_that_begins_in_time_needs_no_reason(self):
        meeting = self.meet().meeting_id
        self.assertFalse(meeting.is_early)
        act(meeting).action_hold()
        self.assertEqual(meeting.state, "held")
        self.assertTrue(meeting.begun_at)
