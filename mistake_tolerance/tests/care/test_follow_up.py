from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from .follow_up_common import AFTER, START, FollowUpCase


@tagged("post_install", "-at_install")
class TestFollowUp(FollowUpCase):
    """From the decision that starts it to what personnel work learns of its end."""

    def test_follow_up_starts_with_a_year_by_default(self):
        self.assertFalse(self.version.follow_up_months)
        follow_up = self.start()
        self.assertEqual(follow_up.state, "open")
        self.assertEqual(follow_up.date_from, date(2026, 4, 1))
        self.assertEqual(follow_up.date_to, date(2027, 4, 1))
        self.assertIn("set by the agency", follow_up.basis_text)
        self.assertEqual(self.get_todo(follow_up, "name_helper"), self.users["clerk"])

    def test_default_period_is_a_setting_of_the_agency(self):
        self.company.tolerance_follow_up_months = 6
        self.company.tolerance_talk_months = 2
        follow_up = self.start()
        self.assertEqual(follow_up.date_to, date(2026, 10, 1))
        self.assertEqual(len(follow_up.talk_ids), 3)

    def test_only_leading_cadres_where_the_regulation_says_so(self):
        self.version.follow_up_staff = "leading"
        self.assertFalse(self._decide().follow_up_ids)
        party = self._make_party(matter=self.other_matter)
        unlocked(party).is_leading_cadre = True
        self.assertTrue(self._decide(party=party).follow_up_ids)

    def test_who_heads_a_unit_is_proposed_as_a_leading_cadre(self):
        self.assertFalse(self._make_party().is_leading_cadre)
        self.unit.manager_id = self.officer
        self.assertTrue(self._make_party(matter=self.other_matter).is_leading_cadre)

    def test_period_of_the_regulation_overrides_the_default(self):
        self.version.write({"follow_up_months": 6, "follow_up_talks": 2})
        follow_up = self.start()
        self.assertEqual(follow_up.date_to, date(2026, 10, 1))
        self.assertEqual(len(follow_up.talk_ids), 2)
        self.assertNotIn("agency", follow_up.basis_text)

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
        with self.assertRaisesRegex(UserError, "helper must be another person"):
            as_clerk.action_plan()
        as_clerk.helper_id = self.users["colleague"]
        as_clerk.action_plan()
        self.assertEqual(follow_up.state, "running")
        for talk in follow_up.talk_ids:
            self.assertEqual(self.get_todo(talk, "hold_talk"), self.users["colleague"])
            self.assertEqual(talk.activity_ids.date_deadline, talk.planned_on)

    def test_new_helper_takes_over_the_talks(self):
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

    def test_follow_up_falls_due_after_its_last_day(self):
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
        with self.assertRaisesRegex(UserError, "record the talks of July 1, 2026"):
            self.as_user("colleague", follow_up).action_complete()

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

    def test_a_running_one_is_not_completed(self):
        with freeze_time(START):
            follow_up = self.make_running()
        with self.assertRaisesRegex(UserError, "this action is not available"):
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
        again = unlocked(self.env["tolerance.subject"]).create(
            {"name": "Re-hired", "predecessor_ids": [(4, self.subject.id)]}
        )
        self.assertEqual(follow_up._get_cleared(again), {again.id})

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

    def test_follow_up_acts_are_in_the_chain_of_the_case(self):
        follow_up = self.run_through()
        self.as_user("clerk", follow_up).action_complete()
        entries = self.get_entries(follow_up)
        expected = ["start", "plan", *["talk_record"] * 4, "end", "complete"]
        self.assertEqual(
            entries.mapped("verb"), [f"follow_up.{action}" for action in expected]
        )
        chain = f"tolerance.case,{follow_up.case_id.id}"
        self.assertEqual(set(entries.mapped("chain")), {chain})
