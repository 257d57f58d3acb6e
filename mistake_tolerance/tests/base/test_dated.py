import re
from datetime import date, timedelta
from pathlib import Path

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.dated import FIRST, LAST
from ...models.base.wording import write_day
from ..case.case_common import CaseWalk
from ..common import act
from ..guard.guard_common import GuardCase

ADDONS = Path(__file__).parents[3]
TODAY = re.compile(r"\b(?:date|Date|datetime|Datetime)\.today\(|context_today\(")
AGENCY_TOMORROW = "2026-06-10 16:30:00"  # UTC; the 11th in Shanghai


@tagged("post_install", "-at_install")
class TestDated(GuardCase):
    def get_typed_days(self):
        """Return the fields of days that people type, by model name.

        :rtype: dict
        """
        found = {}
        for name, model in self.env.registry.items():
            if not name.startswith("tolerance.") or model._abstract:
                continue
            typed = {
                field.name
                for field in model._fields.values()
                if field.type in ("date", "datetime")
                and field.store
                and not field.readonly
            }
            if typed:
                found[name] = typed
        return found

    def test_every_day_that_people_type_has_bounds(self):
        typed = self.get_typed_days()
        self.assertIn("occurred_on", typed["tolerance.matter"])
        for name, days in typed.items():
            model = self.env[name]
            with self.subTest(model=name):
                bound = {
                    *getattr(model, "_past_days", ()),
                    *getattr(model, "_other_days", ()),
                }
                self.assertEqual(days, bound)
                triggers = self.env.execute_query(
                    SQL(
                        "SELECT FROM pg_trigger WHERE tgrelid = %s::regclass"
                        " AND tgname = 'tolerance_days_in_bounds'",
                        model._table,
                    )
                )
                self.assertEqual(len(triggers), 1)

    def test_bounds_are_checked_before_anything_is_computed(self):
        """Next to the first and last day of Python, counting days overflows."""
        for name, days in self.get_typed_days().items():
            model, spec = self.env[name], {day: {} for day in days}
            for field in days:
                for day in ("0001-01-01", "1949-12-31", "9999-12-31"):
                    with self.subTest(model=name, field=field, day=day):
                        self.check_never_entered(model, field, day, spec)

    def write_day(self, day):
        """Write a day as the sentences do.

        :param str day: such as ``1949-12-31``
        """
        return write_day(self.env, date.fromisoformat(day))

    def check_never_entered(self, model, field, day, spec):
        defaulting = model.with_context(**{f"default_{field}": day})
        for attempt in (
            lambda: model.onchange({field: day}, [field], spec),
            lambda: defaulting.default_get([field]),
        ):
            with self.assertRaisesRegex(ValidationError, self.write_day(day)):
                attempt()
        # Some records come from an action alone, and say that instead.
        with self.assertRaises(UserError):
            model.create({field: day})

    def test_an_application_is_told_which_day_is_wrong(self):
        Application = self.as_user("officer")["tolerance.application"]
        application = Application.create({})
        for day in ("0001-01-01", "9999-12-31"):
            for attempt in (
                lambda day=day: Application.create({"proceeding_started_on": day}),
                lambda day=day: Application.create({"occurred_on": day}),
                lambda day=day: application.write({"proceeding_started_on": day}),
            ):
                with self.assertRaisesRegex(
                    ValidationError, f"{self.write_day(day)} cannot be right"
                ):
                    attempt()

    def check_refused(self, record, name, day):
        """Expect a refusal that names the field and the day."""
        label = record._fields[name]._description_string(record.env)
        with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
            record[name] = day
            record.flush_recordset()
        text = str(caught.exception)
        self.assertIn(self.write_day(str(day)), text)
        self.assertIn(label, text)
        self.assertNotIn("False", text)

    def test_wrong_days_are_refused_with_a_clear_sentence(self):
        proceeding = self.env["tolerance.proceeding"].create(
            {"matter_id": self.matter.id, "organ": "Organ", "started_on": "2026-03-03"}
        )
        application = self.as_user("officer")["tolerance.application"].create({})
        today = self.company._tolerance_today()
        future = today + timedelta(days=1)
        for record, name in (
            (self.matter, "occurred_on"),
            (proceeding, "started_on"),
            (proceeding, "decision_sent_on"),
            (proceeding, "closed_on"),
            (application, "occurred_on"),
            (application, "proceeding_started_on"),
            (self._make_mark(), "date"),
        ):
            # Too early a day meets a narrower rule where there is one.
            days = [future, date(2226, 5, 1)]
            if name not in ("decision_sent_on", "closed_on", "date"):
                days.append(date(1926, 5, 1))
            for day in days:
                with self.subTest(model=record._name, field=name, day=day):
                    self.check_refused(record, name, day)
        application.occurred_on = today
        self.assertEqual(application.occurred_on, today)

    def test_days_that_may_lie_ahead_have_bounds_as_well(self):
        day = self.env["tolerance.calendar.day"].create(
            {"date": "2026-03-09", "name": "Fair"}
        )
        for wrong in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
            self.check_refused(day, "date", wrong)
        ahead = self.company._tolerance_today() + timedelta(days=30)
        day.date = ahead
        self.assertEqual(day.date, ahead)

    def test_database_refuses_days_out_of_bounds(self):
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for day in ("1926-05-01", "2226-05-01", "now() + interval '3 days'"):
            value = SQL(day) if "now" in day else SQL("%s", day)
            with self.subTest(day=day):
                with (
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(CheckViolation),
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(
                        SQL(
                            "UPDATE tolerance_matter SET occurred_on = %s"
                            " WHERE id = %s",
                            value,
                            self.matter.id,
                        )
                    )
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    @freeze_time(AGENCY_TOMORROW)
    def test_today_of_the_agency_is_not_in_the_future(self):
        """It is the 11th in the agency while the server still has the 10th."""
        self.matter.occurred_on = date(2026, 6, 11)
        self.check_refused(self.matter, "occurred_on", date(2026, 6, 12))

    @freeze_time(AGENCY_TOMORROW)
    def test_a_job_dates_what_is_to_do_by_the_day_of_the_agency(self):
        robot = self.env.ref("base.user_root")
        robot.tz = False
        case = self._make_case(self.matter).with_user(robot).with_context(tz=False)
        case._plan_todo("start_inquiry", self.users["clerk"])
        self.assertEqual(case.sudo().activity_ids.date_deadline, date(2026, 6, 11))

    def test_code_takes_today_from_the_agency_only(self):
        found = [
            f"{path.relative_to(ADDONS)}:{number}"
            for addon in ("mistake_tolerance", "mistake_tolerance_reports")
            for path in (ADDONS / addon).rglob("*.py")
            if "tests" not in path.parts
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if TODAY.search(line)
        ]
        self.assertEqual(found, [])


@tagged("post_install", "-at_install")
class TestNoRules(CaseWalk):
    def test_a_day_before_all_rules_is_named(self):
        self.assertTrue(self.version.date_from)
        before = self.version.date_from - timedelta(days=400)
        with self.assertRaises(ValidationError) as caught:
            self.draft(occurred_on=before)
        self.assertIn(write_day(self.env, before), str(caught.exception))
        self.assertNotIn("False", str(caught.exception))
        empty = {"situation_ids": False, "degree_id": False}
        application = self.draft(occurred_on=before, **empty)
        self.assertIn(write_day(self.env, before), application.next_action)
        with self.assertRaises(UserError) as caught:
            act(application).action_submit()
        self.assertIn(write_day(self.env, before), str(caught.exception))

    def test_without_any_rules_the_clerk_is_named(self):
        act(self.as_user("administrator", self.version)).action_withdraw()
        application = self.as_user("officer")["tolerance.application"].create({})
        self.assertIn("clerk", application.next_action)
        self.assertNotIn("False", application.next_action)
