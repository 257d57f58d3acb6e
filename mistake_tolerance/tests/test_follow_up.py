from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .common_care import CareCase

START = "2026-04-01 02:00:00"
AFTER = "2027-04-05 02:00:00"


@tagged("post_install", "-at_install")
class TestFollowUp(CareCase):
    def start(self, kind="exempt", **values):
        with freeze_time(START):
            return self._decide(kind, **values).follow_up_ids

    def run_through(self):
        """Return a follow-up whose year is over, with every talk held."""
        with freeze_time(START):
            follow_up = self.make_running()
        for talk in self.as_user("colleague", follow_up.talk_ids):
            with freeze_time(f"{talk.planned_on} 02:00:00"):
                talk.write({"held_on": talk.planned_on, "topics": "How it goes."})
                talk.action_record()
        with freeze_time(AFTER):
            self.run_cron("ir_cron_end_follow_ups")
        return follow_up

    def test_it_starts_by_itself_for_a_year_where_the_regulation_is_silent(self):
        self.assertFalse(self.version.follow_up_months)
        follow_up = self.start()
        self.assertEqual(follow_up.state, "open")
        self.assertEqual(follow_up.date_from, date(2026, 4, 1))
        self.assertEqual(follow_up.date_to, date(2027, 4, 1))
        self.assertIn("set by the agency", follow_up.basis_text)
        self.assertEqual(self.get_todo(follow_up, "name_helper"), self.users["clerk"])

    def test_the_agency_default_is_a_setting(self):
        self.company.tolerance_follow_up_months = 6
        self.company.tolerance_talk_months = 2
        follow_up = self.start()
        self.assertEqual(follow_up.date_to, date(2026, 10, 1))
        self.assertEqual(len(follow_up.talk_ids), 3)

    def test_the_regulation_goes_before_the_default(self):
        self.version.write({"follow_up_months": 6, "follow_up_talks": 2})
        follow_up = self.start()
        self.assertEqual(follow_up.date_to, date(2026, 10, 1))
        self.assertEqual(len(follow_up.talk_ids), 2)
        self.assertNotIn("agency", follow_up.basis_text)

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

    def test_the_last_talk_stays_within_the_time(self):
        with freeze_time("2026-11-21 02:00:00"):  # the last day is a Sunday
            follow_up = self._decide().follow_up_ids
        self.assertEqual(follow_up.date_to, date(2027, 11, 21))
        self.assertEqual(follow_up.talk_ids[-1].planned_on, date(2027, 11, 19))

    def test_a_refused_party_is_followed_up_where_the_regulation_says_all(self):
        self.assertFalse(self.start("refused", situation_ids=[]))
        self.version.follow_up_for = "all"
        party = self._make_party(subject=self.colleague.tolerance_subject_id)
        follow_up = self.start("refused", party=party, situation_ids=[])
        self.assertEqual(follow_up.subject_id, party.subject_id)

    def test_a_helper_is_named_who_is_not_the_person(self):
        follow_up = self.start()
        as_clerk = self.as_user("clerk", follow_up)
        with self.assertRaisesRegex(UserError, "Helper"):
            as_clerk.action_plan()
        as_clerk.helper_id = self.users["officer"]
        with self.assertRaisesRegex(UserError, "own helper"):
            as_clerk.action_plan()
        as_clerk.helper_id = self.users["colleague"]
        as_clerk.action_plan()
        self.assertEqual(follow_up.state, "running")
        for talk in follow_up.talk_ids:
            self.assertEqual(self.get_todo(talk, "hold_talk"), self.users["colleague"])
            self.assertEqual(talk.activity_ids.date_deadline, talk.planned_on)

    def test_another_helper_takes_over_the_talks(self):
        with freeze_time(START):
            follow_up = self.make_running()
        as_clerk = self.as_user("clerk", follow_up)
        with self.assertRaises(AccessError):
            as_clerk.helper_id = self.users["head"]
        as_clerk.action_change_helper()
        as_clerk.helper_id = self.users["head"]
        as_clerk.action_plan()
        for talk in follow_up.talk_ids:
            self.assertEqual(self.get_todo(talk, "hold_talk"), self.users["head"])
        self.assertFalse(self.as_user("colleague")["tolerance.follow.up"].search([]))

    def test_a_talk_is_recorded_once_by_the_helper_on_a_day_that_has_come(self):
        with freeze_time(START):
            follow_up = self.make_running()
        talk = self.as_user("colleague", follow_up.talk_ids[0])
        with freeze_time("2026-07-03 02:00:00"):
            with self.assertRaisesRegex(UserError, "enter the day"):
                talk.action_record()
            talk.write({"held_on": "2026-07-04", "topics": "How it goes."})
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
        with self.assertRaisesRegex(UserError, "does not take place"):
            talk.action_cancel()
        talk.cancel_reason = "On sick leave."
        talk.action_cancel()
        self.assertEqual(talk.state, "cancelled")

    def test_moving_a_talk_moves_the_reminder(self):
        with freeze_time(START):
            talk = self.make_running().talk_ids[0]
        self.as_user("colleague", talk).planned_on = "2026-07-20"
        self.assertEqual(talk.activity_ids.date_deadline, date(2026, 7, 20))

    def test_the_helper_adds_a_talk_in_the_follow_up(self):
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

    def test_it_falls_due_after_its_last_day_by_itself(self):
        with freeze_time(START):
            follow_up = self.make_running()
        with freeze_time("2027-04-01 15:00:00"):
            self.run_cron("ir_cron_end_follow_ups")
            self.assertEqual(follow_up.state, "running")
        with freeze_time(AFTER):
            self.run_cron("ir_cron_end_follow_ups")
            self.assertEqual(follow_up.state, "due")
        self.assertEqual(
            self.get_todo(follow_up, "complete_follow_up"), self.users["colleague"]
        )
        with self.assertRaisesRegex(UserError, "record the talks of 2026-07-01"):
            self.as_user("colleague", follow_up).action_complete()

    def test_a_running_one_is_not_completed(self):
        with freeze_time(START):
            follow_up = self.make_running()
        with self.assertRaisesRegex(UserError, "does not fit"):
            self.as_user("clerk", follow_up).action_complete()

    def test_completed_without_objection_is_what_personnel_work_learns(self):
        follow_up = self.run_through()
        promotion = self.as_user("hr_officer")["tolerance.promotion"].create(
            {"employee_id": self.officer.id, "to_job": "Deputy Head"}
        )
        self.assertFalse(promotion.follow_up_note)
        self.as_user("colleague", follow_up).action_complete()
        self.assertTrue(follow_up.is_without_objection)
        self.assertFalse(follow_up.activity_ids)
        promotion.invalidate_recordset()
        self.assertEqual(promotion.follow_up_note, "Completed without objection")
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", follow_up).read(["state"])

    def test_a_follow_up_of_a_former_record_of_the_person_counts(self):
        follow_up = self.run_through()
        self.as_user("colleague", follow_up).action_complete()
        again = self.env["tolerance.subject"].create(
            {"name": "Re-hired", "predecessor_ids": [(4, self.subject.id)]}
        )
        self.assertEqual(follow_up._get_cleared(again), {again.id})

    def test_nothing_adverse_reaches_personnel_work(self):
        follow_up = self.run_through()
        concern = self.raise_concern(follow_up)
        with self.assertRaisesRegex(UserError, "still to answer"):
            self.as_user("colleague", follow_up).action_complete()
        head = self.as_user("member", concern)
        head.answer = "It is so; the body talks with him."
        head.action_uphold()
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

    def raise_concern(self, follow_up, head="member"):
        body = follow_up.case_id.session_ids.body_id
        body.head_user_id = self.users[head]
        return self.as_user("colleague")["tolerance.follow.up.concern"].create(
            {"follow_up_id": follow_up.id, "text": "He skips the second count."}
        )

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

    def test_nobody_answers_a_concern_about_themselves(self):
        with freeze_time(START):
            follow_up = self.make_running()
        concern = self.raise_concern(follow_up, head="officer").with_env(self.env)
        self.assertEqual(self.get_todo(concern, "answer_concern"), self.users["clerk"])
        with self.assertRaises(AccessError):
            self.as_user("officer", concern).read(["text"])
        with self.assertRaises(AccessError):
            self.as_user("officer", concern).action_dismiss()

    def test_a_concern_that_is_dismissed_leaves_no_trace_in_the_result(self):
        follow_up = self.run_through()
        concern = self.raise_concern(follow_up)
        with self.assertRaises(AccessError):
            concern.action_dismiss()
        head = self.as_user("member", concern)
        with self.assertRaisesRegex(UserError, "what the body found"):
            head.action_dismiss()
        with self.assertRaises(AccessError):
            head.text = "Nothing."
        head.answer = "He was off duty that night."
        head.action_dismiss()
        self.as_user("clerk", follow_up).action_complete()
        self.assertTrue(follow_up.is_without_objection)

    def test_who_sees_a_follow_up(self):
        with freeze_time(START):
            follow_up = self.make_running()
        seen = {
            role: bool(self.as_user(role)["tolerance.follow.up"].search([]))
            for role in self.users
        }
        allowed = ("clerk", "officer", "colleague")
        self.assertEqual(seen, {role: role in allowed for role in self.users})
        own = self.as_user("officer", follow_up)
        self.assertEqual(len(own.talk_ids), 4)
        with self.assertRaises(AccessError):
            own.conclusion = "All well."
        with self.assertRaises(AccessError):
            own.talk_ids[0].topics = "All well."

    def test_revoking_ends_it_and_keeps_the_talks(self):
        with freeze_time(START):
            follow_up = self.make_running()
        decision = follow_up.determination_id
        self.revoke(decision)
        self.assertEqual(follow_up.state, "void")
        self.assertEqual(follow_up.void_reason, "Decided on a forged paper.")
        self.assertEqual(len(follow_up.talk_ids), 4)
        self.assertFalse(follow_up.talk_ids.activity_ids)
        with self.assertRaises(AccessError):
            self.as_user("colleague", follow_up.talk_ids[0]).topics = "Late."

    def test_revoking_takes_back_what_personnel_work_had_learnt(self):
        follow_up = self.run_through()
        self.as_user("clerk", follow_up).action_complete()
        decision = follow_up.determination_id
        self.revoke(decision)
        self.assertEqual(follow_up.state, "completed", "nothing is rewritten")
        self.assertFalse(follow_up._get_cleared(self.subject))

    def test_the_ledger_tells_the_whole_way_in_the_chain_of_the_case(self):
        follow_up = self.run_through()
        self.as_user("clerk", follow_up).action_complete()
        entries = self.get_entries(follow_up)
        expected = ["start", "plan", *["talk_record"] * 4, "end", "complete"]
        self.assertEqual(
            entries.mapped("verb"), [f"follow_up.{verb}" for verb in expected]
        )
        chain = f"tolerance.case,{follow_up.case_id.id}"
        self.assertEqual(set(entries.mapped("chain")), {chain})

    def test_clerks_do_not_start_one_by_hand(self):
        with self.assertRaises(AccessError):
            self.as_user("clerk")["tolerance.follow.up"].create(
                {"matter_id": self.matter.id, "subject_id": self.subject.id}
            )

    def test_a_late_clerk_can_still_name_the_helper(self):
        follow_up = self.start()
        with freeze_time(AFTER):
            self.run_cron("ir_cron_end_follow_ups")
            self.assertEqual(follow_up.state, "open")
            as_clerk = self.as_user("clerk", follow_up)
            as_clerk.helper_id = self.users["colleague"]
            as_clerk.action_plan()
            self.run_cron("ir_cron_end_follow_ups")
            self.assertEqual(follow_up.state, "due")


@tagged("post_install", "-at_install")
class TestFollowUpRpc(CareCase, HttpCase):
    def test_no_client_writes_what_belongs_to_a_verb(self):
        follow_up = self.make_running()
        self.authenticate("test_colleague", "test_colleague_pw")
        yesterday = str(self.today - timedelta(days=1))
        for model, record, vals in (
            ("tolerance.follow.up", follow_up, {"state": "completed"}),
            ("tolerance.follow.up", follow_up, {"is_without_objection": True}),
            ("tolerance.follow.up", follow_up, {"date_to": yesterday}),
            ("tolerance.follow.up.talk", follow_up.talk_ids[0], {"state": "held"}),
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": model,
                        "method": "write",
                        "args": [record.ids, vals],
                        "kwargs": {"context": {"tolerance_verb": True}},
                    },
                )
        follow_up.invalidate_recordset()
        self.assertEqual(follow_up.state, "running")
