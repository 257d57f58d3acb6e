from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestLateFiling(CaseWalk):
    def _submit_at(self, moment, **values):
        with freeze_time(moment):
            return self.submit(
                **{
                    "proceeding_started_on": "2026-06-01",
                    "late_reason": False,
                    **values,
                }
            )

    def test_seventh_working_day_is_in_time(self):
        application = self._submit_at("2026-06-10 02:00:00")
        self.assertEqual(str(application.due_on), "2026-06-10")
        self.assertFalse(application.is_late)

    def test_eighth_working_day_needs_a_reason(self):
        with self.assertRaises(UserError) as caught:
            self._submit_at("2026-06-11 02:00:00")
        self.assertIn("June 10, 2026", str(caught.exception))
        application = self._submit_at("2026-06-11 02:00:00", late_reason="I was ill.")
        self.assertTrue(application.is_late)

    def test_deadline_ends_at_midnight_of_the_agency(self):
        # 15:30 UTC is 23:30 in Shanghai, 16:30 UTC is the next day there.
        self.assertFalse(self._submit_at("2026-06-10 15:30:00").is_late)
        with self.assertRaises(UserError):
            self._submit_at("2026-06-10 16:30:00")

    def test_make_up_weekend_counts(self):
        # 14 February 2026, a Saturday, is worked; the 16th to the 23rd are free.
        application = self._submit_at(
            "2026-02-14 02:00:00", proceeding_started_on="2026-02-10"
        )
        self.assertEqual(str(application.due_on), "2026-02-26")

    def test_late_filing_is_decided_on_at_acceptance(self):
        application = self._submit_at("2026-06-11 02:00:00", late_reason="I was ill.")
        with freeze_time("2026-06-12 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            with self.assertRaises(UserError) as caught:
                self.answer(application)
            self.assertIn("late", str(caught.exception))
            with self.assertRaises(UserError):
                self.answer(
                    application, late_decision="refuse", late_decision_reason="Not ill."
                )
            self.answer(
                application, late_decision="accept", late_decision_reason="In hospital."
            )
        self.assertEqual(application.state, "accepted")
        self.assertEqual(application.late_decision, "accept")
        steps = self.env["tolerance.case.step"].search(
            [("case_id.party_ids.application_id", "=", application.id)]
        )
        apply = steps.filtered(lambda step: step.kind == "apply")
        self.assertTrue(apply.is_breached)

    def test_late_filing_refused_with_reasons(self):
        application = self._submit_at("2026-06-11 02:00:00", late_reason="Forgot.")
        with freeze_time("2026-06-12 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            self.answer(
                application,
                decision="refuse",
                ground="late",
                reason="Nothing prevented it.",
                late_decision="refuse",
                late_decision_reason="Nothing prevented it.",
            )
        self.assertEqual(application.state, "not_accepted")
        self.assertIn("Late Submission Refused", application.served_text)

    def test_confirmed_start_decides_over_the_claimed_one(self):
        with freeze_time("2026-06-11 02:00:00"):
            application = self.file(proceeding_started_on="2026-06-05")
            self.assertFalse(application.is_late)
            with self.assertRaises(UserError):
                self.answer(application, started_on="2026-06-01")
            self.answer(
                application,
                started_on="2026-06-01",
                late_decision="accept",
                late_decision_reason="Misinformed.",
            )
        self.assertTrue(application.is_late)
        self.assertEqual(str(application.confirmed_started_on), "2026-06-01")

    def test_days_with_the_unit_do_not_make_it_late(self):
        application = self._submit_at("2026-06-10 02:00:00")
        with freeze_time("2026-06-25 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            self.answer(application)
        self.assertEqual(application.state, "accepted")
        self.assertFalse(application.is_late)

    def test_a_changed_calendar_moves_the_day_while_it_runs(self):
        application = self._submit_at("2026-06-09 02:00:00")
        self.assertEqual(str(application.due_on), "2026-06-10")
        day = self.env["tolerance.calendar.day"].create(
            {"date": "2026-06-10", "name": "Flood", "company_id": self.company.id}
        )
        self.assertEqual(str(application.due_on), "2026-06-11")
        day.unlink()
        self.assertEqual(str(application.due_on), "2026-06-10")

    def test_announcing_a_year_makes_the_day_final(self):
        year = self.env["tolerance.calendar.year"].search([("year", "=", 2026)])
        year.is_announced = False
        application = self._submit_at("2026-06-09 02:00:00")
        self.assertTrue(application.due_provisional)
        year.is_announced = True
        self.assertFalse(application.due_provisional)

    def _work_on(self, *days):
        """Make free days workdays: what was the seventh comes earlier."""
        self.env["tolerance.calendar.day"].create(
            [
                {
                    "date": day,
                    "kind": "make_up_workday",
                    "name": "Make-up",
                    "company_id": self.company.id,
                }
                for day in days
            ]
        )

    def test_a_make_up_day_entered_later_makes_nothing_late(self):
        application = self._submit_at("2026-06-10 02:00:00")
        self.assertFalse(application.is_late)
        self._work_on("2026-06-06", "2026-06-07")
        self.assertEqual(str(application.due_on), "2026-06-10")
        self.assertFalse(application.is_late)
        with freeze_time("2026-06-12 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            action = self.answer(application)
        self.assertFalse(application.is_late)
        self.assertFalse(application.late_decision)
        case = self.env["tolerance.case"].browse(action["res_id"])
        apply = case.step_ids.filtered(lambda step: step.kind == "apply")
        self.assertEqual(str(apply.due_on), "2026-06-10")
        self.assertFalse(apply.is_breached)
        self._work_on("2026-05-30")
        self.assertFalse(application.is_late)

    def test_another_start_day_changes_the_time_limit(self):
        application = self._submit_at("2026-06-10 02:00:00")
        self._work_on("2026-06-06", "2026-06-07")
        with freeze_time("2026-06-12 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            with self.assertRaises(UserError):
                self.answer(application, started_on="2026-05-25")

    def test_a_draft_follows_the_calendar(self):
        with freeze_time("2026-06-02 02:00:00"):
            draft = self.draft(proceeding_started_on="2026-06-01")
            self.assertEqual(str(draft.due_on), "2026-06-10")
            self._work_on("2026-06-06", "2026-06-07")
            self.assertEqual(str(draft.due_on), "2026-06-08")

    def test_a_closed_day_entered_later_makes_the_late_one_timely(self):
        application = self._submit_at("2026-06-11 02:00:00", late_reason="I was ill.")
        self.assertTrue(application.is_late)
        self.env["tolerance.calendar.day"].create(
            {"date": "2026-06-09", "name": "Flood", "company_id": self.company.id}
        )
        self.assertFalse(application.is_late)
