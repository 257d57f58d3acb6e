from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrectionDeadline(CareCase):
    def test_overdue_begins_at_midnight_of_the_agency(self):
        self.company.tolerance_tz = "Asia/Shanghai"
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline="2026-03-09")
        for moment, overdue in (
            ("2026-03-09 15:30:00", False),
            ("2026-03-09 16:30:00", True),  # 00:30 on the 10th in Shanghai
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                correction.invalidate_recordset()
                self.assertEqual(correction.is_overdue, overdue)
                found = correction.search([("is_overdue", "=", True)])
                self.assertEqual(correction in found, overdue)
                others = correction.search([("is_overdue", "=", False)])
                self.assertEqual(correction in others, not overdue)

    def test_a_missed_run_reminds_later_once_and_the_breach_stays(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline="2026-03-09")
        with freeze_time("2026-03-09 02:00:00"):
            self.run_cron("ir_cron_remind_corrections")
            self.assertFalse(correction.is_breached, "its last day is not late")
        with freeze_time("2026-03-20 02:00:00"):
            self.run_cron("ir_cron_remind_corrections")
            self.run_cron("ir_cron_remind_corrections")
            self.assertTrue(correction.is_breached)
            self.assertEqual(
                self.get_todo(correction, "correction_overdue"),
                self.users["officer"] | self.users["clerk"],
            )
            codes = self.get_entries(correction).mapped("verb")
            self.assertEqual(codes.count("correction.overdue"), 1)
            self.report(correction)
        self.assertTrue(correction.is_breached)
        self.assertFalse(self.get_todo(correction, "correction_overdue"))

    def test_a_late_report_is_late_without_any_run(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline=date(2026, 3, 9))
        with freeze_time("2026-03-10 02:00:00"):
            self.report(correction)
        self.assertTrue(correction.is_breached)

    def break_reminder(self, correction):
        """Let the database refuse that this correction is noted as reminded."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$;
                CREATE TRIGGER test_fail BEFORE UPDATE ON tolerance_correction
                FOR EACH ROW WHEN (NEW.id = %s AND NEW.is_reminded)
                EXECUTE FUNCTION pg_temp.fail()
                """,
                correction.id,
            )
        )

    def test_failing_record_does_not_stop_the_others(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            first = self.make_planned(deadline="2026-03-09")
            party = self._make_party(subject=self.colleague.tolerance_subject_id)
            second = self._decide(party=party).correction_ids
            as_clerk = self.as_user("clerk", second)
            as_clerk.write(self.plan_vals(deadline="2026-03-09"))
            as_clerk.action_plan()
        # The later one is worked on first.
        failing, working = second, first
        self.break_reminder(failing)
        with (
            mute_logger("odoo.sql_db"),
            freeze_time("2026-03-20 02:00:00"),
            self.assertLogs(
                "odoo.addons.mistake_tolerance.models.calendar.deadline_mixin", "ERROR"
            ),
            self.assertLogs("odoo.addons.base.models.ir_cron", "ERROR"),
        ):
            self.run_cron("ir_cron_remind_corrections")
        (first | second).invalidate_recordset()
        self.assertFalse(failing.is_reminded)
        self.assertTrue(working.is_reminded)
