from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import ToleranceTestCase, act


@tagged("post_install", "-at_install")
class TestClock(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Day = cls.env["tolerance.calendar.day"]
        cls.Year = cls.env["tolerance.calendar.year"]
        cls.Year._load_years(2018, 2026)

    def _add(self, start, days):
        return self.Day._add_working_days(start, days, self.company)

    def test_make_up_weekend_counts_and_holiday_does_not(self):
        # 14 February 2026, a Saturday, is worked; the 16th to 23rd are free.
        due, provisional = self._add(date(2026, 2, 12), 3)
        self.assertEqual(due, date(2026, 2, 24))
        self.assertFalse(provisional)
        self.assertEqual(
            self.Day._count_working_days(date(2026, 2, 12), due, self.company), 3
        )

    def test_due_date_in_a_year_without_notice_is_provisional(self):
        self.Year.search([("year", "=", 2026)]).is_announced = False
        self.assertEqual(self._add(date(2025, 12, 20), 3), (date(2025, 12, 24), False))
        self.assertTrue(self._add(date(2025, 12, 26), 5)[1])

    def test_last_week_waits_for_the_next_notice(self):
        """The notice for 2019 made 29 December 2018, a Saturday, a workday."""
        self.assertEqual(self._add(date(2018, 12, 28), 1)[0], date(2018, 12, 29))
        self.Year.search([("year", "=", 2019)]).is_announced = False
        self.assertTrue(self._add(date(2018, 12, 27), 1)[1])
        self.assertFalse(self._add(date(2018, 12, 20), 1)[1])

    def test_library_is_silent_about_years_it_does_not_know(self):
        self.Year._load_years(2090, 2090)
        year = self.Year.search([("year", "=", 2090)])
        self.assertFalse(year.is_announced)
        days = self.Day.search([("date", ">=", "2090-01-01")])
        self.assertTrue(days)
        self.assertFalse(any(days.mapped("is_confirmed")))

    def test_year_without_days_cannot_be_ticked_as_announced(self):
        self.Year._load_years(2090, 2090)
        year = self.Year.search([("year", "=", 2090)])
        with self.assertRaises(ValidationError) as caught:
            year.is_announced = True
        self.assertIn("2090-05-01", str(caught.exception))
        empty = self.Year.create({"year": 2091})
        with self.assertRaises(ValidationError):
            empty.is_announced = True
        self.assertTrue(self._add(date(2090, 3, 6), 7)[1])
        # The days of the notice, entered by hand.
        days = self.Day.search(
            [("date", ">=", "2090-01-01"), ("date", "<=", "2090-12-31")]
        )
        days.is_confirmed = True
        year.is_announced = True
        self.assertFalse(self._add(date(2090, 3, 6), 7)[1])

    def test_a_year_whose_days_are_taken_out_waits_again(self):
        self.assertFalse(self._add(date(2026, 3, 6), 7)[1])
        self.Day.search([("date", "=", "2026-10-01")]).unlink()
        self.assertTrue(self._add(date(2026, 3, 6), 7)[1])

    def test_notice_replaces_assumptions_and_keeps_what_people_entered(self):
        year = self.Year.search([("year", "=", 2026)])
        days = self.Day.search(
            [("date", ">=", "2026-01-01"), ("date", "<=", "2026-12-31")]
        )
        before = {day.date: day.kind for day in days}
        days.is_confirmed = False
        year.is_announced = False
        closed = self.Day.create({"date": "2026-03-09", "name": "Flood"})
        wrong = days.filtered(lambda day: day.date == date(2026, 2, 14))
        wrong.kind = "holiday"
        act(year).action_load()
        self.assertTrue(year.is_announced)
        self.assertTrue(closed.exists())
        after = self.Day.search(
            [("date", ">=", "2026-01-01"), ("date", "<=", "2026-12-31")]
        )
        self.assertEqual({day.date: day.kind for day in after - closed}, before)
        self.assertTrue(all(after.mapped("is_confirmed")))

    def test_loading_twice_changes_nothing(self):
        before = self.Day.search([])
        act(self.Year.search([("year", "<=", 2026)])).action_load()
        self.assertEqual(self.Day.search([]), before)

    def test_own_day_of_a_company_goes_first(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        self.Day.create(
            {
                "date": "2026-02-17",
                "kind": "make_up_workday",
                "name": "Duty",
                "company_id": other.id,
            }
        )
        start, end = date(2026, 2, 16), date(2026, 2, 17)
        self.assertEqual(self.Day._count_working_days(start, end, other), 1)
        self.assertEqual(self.Day._count_working_days(start, end, self.company), 0)

    def test_edited_day_counts_at_once(self):
        due = self._add(date(2026, 3, 6), 1)[0]
        self.assertEqual(due, date(2026, 3, 9))
        day = self.Day.create({"date": "2026-03-09", "name": "Flood"})
        self.assertEqual(self._add(date(2026, 3, 6), 1)[0], date(2026, 3, 10))
        day.date = "2026-03-10"
        self.assertEqual(self._add(date(2026, 3, 6), 2)[0], date(2026, 3, 11))
        day.unlink()
        self.assertEqual(self._add(date(2026, 3, 6), 2)[0], date(2026, 3, 10))

    def test_counting_costs_no_query_the_second_time(self):
        self._add(date(2026, 3, 6), 7)
        with self.assertQueryCount(0):
            self._add(date(2026, 3, 6), 7)

    def test_occasion_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        day = self.Day.search([("date", "=", "2026-02-17")])
        self.assertEqual(day.with_context(lang="zh_CN").name, "春节")

    @freeze_time("2026-03-09 23:30:00")
    def test_today_is_the_day_of_the_agency(self):
        self.assertEqual(self.company._tolerance_today(), date(2026, 3, 10))
        self.company.tolerance_tz = "UTC"
        self.assertEqual(self.company._tolerance_today(), date(2026, 3, 9))

    @freeze_time("2026-03-09 16:00:00")
    def test_day_begins_at_midnight_in_the_agency(self):
        self.assertEqual(self.company._tolerance_today(), date(2026, 3, 10))

    def test_only_the_administrator_changes_the_calendar(self):
        year = self.Year.search([("year", "=", 2026)])
        act(self.as_user("administrator", year)).action_load()
        for role in ("clerk", "hr_officer", "auditor", "officer"):
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    act(self.as_user(role, year)).action_load()
                due = self.as_user(role, self.Day)._add_working_days(
                    date(2026, 3, 6), 1, self.company
                )
                self.assertEqual(due[0], date(2026, 3, 9))

    def test_scheduled_action_loads_what_became_known(self):
        this_year = self.Year.search([("year", "=", 2026)])
        this_year.is_announced = False
        self.Year.search([("year", "=", 2027)]).unlink()
        with freeze_time("2026-03-09"):
            self.env.ref(
                "mistake_tolerance.calendar_year_cron_load"
            ).ir_actions_server_id.run()
        self.assertTrue(this_year.is_announced)
        self.assertTrue(self.Year.search([("year", "=", 2027)]))

    def contradict(self, year):
        """Enter a statutory holiday by hand, unconfirmed, in a year of the library."""
        day = self.Day.search([("date", "=", f"{year.year}-10-01")])
        day.write({"is_confirmed": False, "source": "By hand"})
        year.is_announced = False
        return day

    def test_day_by_hand_that_contradicts_the_notice_is_named(self):
        year = self.Year.search([("year", "=", 2026)])
        day = self.contradict(year)
        with self.assertRaises(UserError) as caught:
            act(year).action_load()
        self.assertIn("October 1, 2026", str(caught.exception))
        day.is_confirmed = True
        act(year).action_load()
        self.assertTrue(year.is_announced)

    def test_day_by_hand_does_not_stop_the_scheduled_action(self):
        this_year = self.Year.search([("year", "=", 2026)])
        self.contradict(this_year)
        self.Year.search([("year", "=", 2027)]).unlink()
        with freeze_time("2026-03-09"):
            self.Year._cron_load()
        self.assertFalse(this_year.is_announced)
        self.assertTrue(self.Year.search([("year", "=", 2027)]))

    def test_changes_are_entered(self):
        Entry = self.env["tolerance.ledger.entry"]
        day = self.as_user("administrator", self.Day).create(
            {"date": "2026-03-09", "name": "Flood"}
        )
        day.kind = "make_up_workday"
        entries = Entry.search(
            [("res_model", "=", day._name), ("res_id", "=", day.id)], order="id"
        )
        self.assertEqual(entries.mapped("verb"), ["calendar.add", "calendar.change"])
        self.assertEqual(
            set(entries.mapped("account_id")), {self.users["administrator"].id}
        )
        self.assertIn('"make_up_workday"', entries[1].payload)
        day.unlink()
        self.assertEqual(Entry.search([], limit=1).verb, "calendar.remove")
        act(self.Year.search([("year", "=", 2026)])).action_load()
        loaded = Entry.search([], limit=1)
        self.assertEqual(loaded.verb, "calendar.load")
        self.assertIn('"2026-02-17"', loaded.payload)
