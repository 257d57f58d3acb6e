from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .follow_up_common import START, FollowUpCase


@tagged("post_install", "-at_install")
class TestFollowUpTalk(FollowUpCase):
    """When talks are planned, and what is recorded of them."""

    def test_talks_are_spread_and_moved_off_holidays(self):
        self.env["tolerance.calendar.day"].search(
            [("date", "in", ["2026-07-01", "2026-07-02"])]
        ).unlink()
        self.env["tolerance.calendar.day"].create(
            {"date": "2026-07-01", "kind": "holiday", "name": "Test holiday"}
        )
        planned = self.start().talk_ids.mapped("planned_on")
        self.assertEqual(len(planned), 4)
        self.assertEqual(planned[0], date(2026, 7, 2))

    def test_last_talk_is_within_the_period(self):
        with freeze_time("2026-11-21 02:00:00"):  # the last day is a Sunday
            follow_up = self._decide().follow_up_ids
        self.assertEqual(follow_up.date_to, date(2027, 11, 21))
        self.assertEqual(follow_up.talk_ids[-1].planned_on, date(2027, 11, 19))

    def test_a_talk_is_recorded_once_by_the_helper_on_a_day_that_has_come(self):
        with freeze_time(START):
            follow_up = self.make_running()
        talk = self.as_user("colleague", follow_up.talk_ids[0])
        with freeze_time("2026-07-03 02:00:00"):
            with self.assertRaisesRegex(UserError, "fill in first: "):
                talk.action_record()
            talk.topics = "How it goes."
            with self.assertRaisesRegex(ValidationError, "July 4, 2026"):
                talk.held_on = "2026-07-04"
            talk.held_on = "2026-03-31"
            with self.assertRaisesRegex(UserError, "between the beginning"):
                talk.action_record()
            talk.held_on = "2026-07-03"
            talk.action_record()
        self.assertEqual(talk.state, "held")
        self.assertFalse(talk.sudo().activity_ids)
        self.assertEqual(follow_up.talks_text, "1 of 4")
        with self.assertRaisesRegex(AccessError, "does not change"):
            talk.topics = "Nothing."
        with self.assertRaises(AccessError):
            talk.sudo().unlink()
        self.assertIn(
            "follow_up.talk_record", self.get_entries(follow_up).mapped("verb")
        )

    def test_a_talk_is_cancelled_with_a_reason(self):
        with freeze_time(START):
            talk = self.as_user("colleague", self.make_running().talk_ids[0])
        with self.assertRaisesRegex(UserError, "fill in first: Reason"):
            talk.action_cancel()
        talk.cancel_reason = "On sick leave."
        talk.action_cancel()
        self.assertEqual(talk.state, "cancelled")

    def test_moving_a_talk_moves_the_reminder(self):
        with freeze_time(START):
            talk = self.make_running().talk_ids[0]
        self.as_user("colleague", talk).planned_on = "2026-07-20"
        self.assertEqual(talk.activity_ids.date_deadline, date(2026, 7, 20))

    def test_helper_may_add_a_talk(self):
        with freeze_time(START):
            follow_up = self.make_running()
        helper_env = self.as_user("colleague")
        with Form(
            helper_env["tolerance.follow.up.talk"].with_context(
                default_follow_up_id=follow_up.id
            )
        ) as form:
            form.planned_on = date(2026, 5, 4)
        self.assertEqual(
            self.get_todo(form.record.sudo(), "hold_talk"), self.users["colleague"]
        )
        with self.assertRaises(AccessError):
            self.as_user("officer")["tolerance.follow.up.talk"].create(
                {"follow_up_id": follow_up.id, "planned_on": "2026-05-05"}
            )

    def test_a_missed_talk_is_told_to_the_clerk_once(self):
        with freeze_time(START):
            talk = self.make_running().talk_ids[0]
        with freeze_time(f"{talk.planned_on} 02:00:00"):
            self.run_cron("ir_cron_remind_talks")
        self.assertFalse(self.get_todo(talk, "talk_overdue"), "its day is not over")
        with freeze_time("2026-08-01 02:00:00"):
            self.run_cron("ir_cron_remind_talks")
            self.run_cron("ir_cron_remind_talks")
        self.assertEqual(self.get_todo(talk, "talk_overdue"), self.users["clerk"])
        self.assertEqual(len(talk.activity_ids), 2)
