from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .recorded_common import RecordedCase


@tagged("post_install", "-at_install")
class TestRecordedPaper(RecordedCase):
    """Statements, dissent and contests of a paper stand in the minutes, by name."""

    def get_seat(self, name):
        """Return the seat of a member, as the secretary."""
        return self.scribe.seat_ids.filtered(lambda s: s.user_id == self.users[name])

    def test_statements_and_dissent_are_entered_by_name(self):
        self.enter_record()
        self.get_seat("deputy").statement = "The plan was sound."
        self.get_seat("third").dissent = "Somebody should have asked."
        act(self.scribe).action_submit_record()
        with self.assertRaises(AccessError):
            self.get_seat("third").dissent = False
        self.confirm_record()
        minutes = self.session.sudo().minutes_ids
        deputy, third = self.users["deputy"].name, self.users["third"].name
        self.assertIn(f"{deputy}: The plan was sound.", minutes.discussion)
        self.assertIn(f"{third}: Somebody should have asked.", minutes.dissent)
        self.assertIn("Recorded from a meeting", minutes.attendance)
        self.assertIn(self.session.scan_digest, minutes.attendance)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "session.record")], limit=1
        )
        self.assertIn("Somebody should have asked.", entry.content)

    def test_only_who_records_enters_what_a_member_said(self):
        for name in ("chair", "third"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.as_user(name, self.get_seat("third")).statement = "Mine."
        self.session.mode = "on_screen"
        with self.assertRaises(AccessError):
            self.get_seat("third").statement = "Theirs."

    def test_the_members_are_asked_to_look_and_may_contest(self):
        self.submit_record()
        kind = self.env.ref("mistake_tolerance.activity_type_read_record")
        todos = self.session.sudo().activity_ids.filtered(
            lambda todo: todo.activity_type_id == kind
        )
        members = [self.users[name] for name in ("deputy", "third", "fourth")]
        self.assertEqual(todos.user_id, self.env["res.users"].union(*members))
        third = self.as_user("third", self.session)
        contest = act(third.env["tolerance.session.contest"]).create(
            {"session_id": self.session.id, "reason": "I was not there."}
        )
        # The chair reads who has to answer before the record can be confirmed.
        chair = self.as_user("chair", self.session)
        self.assertIn(self.users["clerk"].name, chair.next_action)
        with self.assertRaises(UserError):
            self.confirm_record()
        own = self.as_user("clerk", contest)
        own.answer = "The list was signed by you."
        act(own).action_answer()
        before = self.session.sudo().message_ids
        self.confirm_record()
        self.assertFalse(todos.exists().filtered("active"))
        said = self.session.sudo().message_ids - before
        self.assertNotIn(kind.name, " ".join(said.mapped("body")))
        dissent = self.session.sudo().minutes_ids.dissent
        self.assertIn("contested this record: I was not there.", dissent)
        self.assertIn("The list was signed by you.", dissent)

    def put_back(self, days):
        """Let the case have come before the body as many days ago; returns the day."""
        day = self.today - timedelta(days=days)
        self.case.inquiry_ids._write_unlocked({"closed_on": day})
        self.session.sudo().step_id._write_unlocked({"started_on": day})
        return day

    def change_members(self):
        """End the term of one member and begin that of another, since the meeting."""
        members = self.body.sudo().member_ids
        gone = members.filtered(lambda m: m.user_id == self.users["third"])
        unlocked(gone).date_to = self.today - timedelta(days=2)
        new = unlocked(members).create(
            {
                "body_id": self.body.id,
                "user_id": self.users["first"].id,
                "date_from": self.today - timedelta(days=1),
            }
        )
        return gone.user_id, new.user_id

    def test_who_was_a_member_on_the_day_of_the_meeting_sits(self):
        self.put_back(5)
        gone, new = self.change_members()
        self.session._void("Entered anew.")
        self.session = self.call_roll(self.case)
        self.assertIn(new, self.session.seat_ids.user_id)
        self.session.seat_ids[1].leave_reason = "On a journey."
        self.session.write(
            {
                "mode": "recorded",
                "held_on": self.today - timedelta(days=3),
                "secretary_id": self.users["scribe"].id,
            }
        )
        users = self.session.seat_ids.user_id
        self.assertIn(gone, users)
        self.assertNotIn(new, users)
        self.assertEqual(self.session.seat_ids[1].leave_reason, "On a journey.")
        self.assertEqual(self.session.chair_id.user_id, self.users["chair"])
        self.assertEqual(self.session.record_ids.party_id, self.case.party_ids)
        # Another day is another roll, for the chair too.
        self.session.held_on = self.today
        self.assertIn(new, self.session.seat_ids.user_id)
        self.assertNotIn(gone, self.session.seat_ids.user_id)
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "session.roll"), ("res_id", "=", self.session.id)]
        )
        self.assertEqual(len(entries), 2)

    def test_the_dialog_takes_the_roll_hour_and_place_of_the_meeting(self):
        self.put_back(5)
        gone, new = self.change_members()
        # Who left the agency since then was a member all the same.
        gone.active = False
        self.session._void("Entered anew.")
        action = act(self.case).action_call_session()
        Dialog = self.case.env[action["res_model"]].with_context(**action["context"])
        dialog = Dialog.create(
            {
                "held_at": fields.Datetime.now() - timedelta(days=3),
                "place": "Room 7",
                "is_recorded": True,
            }
        )
        act(dialog).action_confirm()
        self.session = self.case._get_running_session()
        self.session.secretary_id = self.users["scribe"]
        self.scribe = self.as_user("scribe", self.session)
        seats = self.session.seat_ids
        self.assertIn(gone, seats.user_id)
        self.assertNotIn(new, seats.user_id)
        self.assertFalse(seats.filtered(lambda s: s.state == "recused"))
        self.enter_record()
        self.scribe.held_on = dialog._get_local_time().date()
        act(self.scribe).action_submit_record()
        self.confirm_record()
        minutes = self.session.sudo().minutes_ids
        hour = dialog._get_local_time().strftime("%H:%M")
        self.assertEqual((minutes.place, minutes.held_hour), ("Room 7", hour))
        self.assertIn(gone.name, minutes.attendance)

    def test_a_day_without_members_has_no_meeting(self):
        self.put_back(9)
        unlocked(self.body.member_ids).date_from = self.today - timedelta(days=4)
        with self.assertRaises(UserError) as caught:
            self.scribe.held_on = self.today - timedelta(days=8)
        self.assertIn(self.body.name, str(caught.exception))

    def test_who_presided_and_has_no_account_cannot_confirm(self):
        self.enter_record()
        self.users["chair"].active = False
        self.assertRefused(self.users["chair"].name)

    def test_a_meeting_held_already_is_entered_and_nobody_is_called(self):
        self.session._void("Entered anew.")
        action = act(self.case).action_call_session()
        Dialog = self.case.env[action["res_model"]].with_context(**action["context"])
        past = fields.Datetime.now() - timedelta(hours=5)
        dialog = Dialog.create({"held_at": past, "place": "Room 1"})
        self.assertTrue(dialog.is_past)
        with self.assertRaises(UserError):
            act(dialog).action_confirm()
        dialog.is_recorded = True
        action = act(dialog).action_confirm()
        session = self.case.session_ids.filtered(lambda s: s.state == "draft")
        self.assertEqual(action["res_id"], session.id)
        self.assertTrue(session.is_recorded)
        self.assertEqual(session.held_on, dialog._get_local_time().date())
        self.assertFalse(session.meeting_id)
        kind = self.env.ref("mistake_tolerance.activity_type_read_papers")
        self.assertNotIn(kind, session.sudo().activity_ids.activity_type_id)
