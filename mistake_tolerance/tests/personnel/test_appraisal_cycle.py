from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestAppraisalCycle(PersonnelCase):
    def _make_cycle(self, department=None, code="annual_appraisal", **vals):
        return self.hr["tolerance.appraisal.cycle"].create(
            {
                "name": "Test cycle",
                "area_id": self.areas[code].id,
                "department_id": (department or self.unit).id,
                "year": 2026,
                **vals,
            }
        )

    def _make_unit(self, count):
        unit = self.env["hr.department"].create({"name": f"Unit of {count}"})
        self.env["hr.employee"].create(
            [
                {
                    "name": f"Officer {number} of {count}",
                    "department_id": unit.id,
                    "company_id": self.company.id,
                }
                for number in range(count)
            ]
        )
        return unit

    def test_cycle_opens_appraisals_of_unit_and_sub_units(self):
        below = self._make_unit(2)
        below.parent_id = self.unit
        cycle = self._make_cycle(base_score=60)
        cycle.action_open()
        appraisals = cycle.appraisal_ids
        self.assertEqual(appraisals.employee_id.sudo().department_id, self.unit | below)
        self.assertEqual(len(appraisals), 5)
        self.assertEqual(set(appraisals.mapped("score")), {60})
        self.assertEqual(set(appraisals.mapped("year")), {2026})

    def test_reopening_a_cycle_adds_newcomers_only(self):
        cycle = self._make_cycle()
        cycle.action_open()
        cycle.action_open()
        self.assertEqual(cycle.appraisal_count, 3)
        self.env["hr.employee"].create(
            {
                "name": "Newcomer",
                "department_id": self.unit.id,
                "company_id": self.company.id,
            }
        )
        cycle.action_open()
        self.assertEqual(cycle.appraisal_count, 4)

    def test_second_appraisal_for_a_period_is_refused(self):
        there = self.make_appraisal()
        self.make_appraisal(self.colleague, year=2025)
        cycle = self._make_cycle()
        action = cycle.action_open()
        self.assertNotIn(there.employee_id, cycle.appraisal_ids.employee_id)
        self.assertEqual(cycle.appraisal_count, 2)
        self.assertIn(there.subject_id.name, action["params"]["message"])
        there.unlink()
        action = cycle.action_open()
        self.assertEqual(cycle.appraisal_count, 3)
        self.assertEqual(action["res_model"], "tolerance.appraisal")

    def test_overlapping_appraisals_are_refused(self):
        first = self.make_appraisal()
        act(first).action_confirm()
        again = self.env["hr.employee"].create({"name": "Test Officer again"})
        unlocked(again).tolerance_subject_id = self.officer.tolerance_subject_id
        with self.assertRaisesRegex(ValidationError, "already"):
            self.make_appraisal(again)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation) as caught,
            self.env.cr.savepoint(),
        ):
            self.make_appraisal()
        model = self.env["tolerance.appraisal"]
        sentence = model._sql_error_to_message(caught.exception)
        self.assertIn("already. Open that one", sentence)
        for other in ({"year": 2025}, {"period": "half_1"}):
            self.make_appraisal(**other)
        self.make_appraisal(area_id=self.areas["routine_appraisal"].id)
        self.env.flush_all()

    def test_database_refuses_overlapping_appraisals(self):
        first, second = self.make_appraisal(), self.make_appraisal(self.colleague)
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_appraisal SET employee_id = %s WHERE id = %s",
                (first.employee_id.id, second.id),
            )

    def test_joined_person_keeps_both_appraisals(self):
        both = self.make_appraisal() | self.make_appraisal(self.colleague)
        subjects = both.subject_id.sudo()
        subjects._join(subjects[0])
        self.env.flush_all()
        self.assertEqual(both.subject_id, subjects[0])
        both[0].note = "Still on file."

    def test_two_records_of_a_person_are_appraised_once(self):
        again = self.env["hr.employee"].create(
            {"name": "Test Officer again", "department_id": self.unit.id}
        )
        unlocked(again).tolerance_subject_id = self.officer.tolerance_subject_id
        cycle = self._make_cycle()
        for _time in range(2):
            action = cycle.action_open()
            self.assertEqual(cycle.appraisal_count, 3)
            self.assertEqual(action["res_model"], "tolerance.appraisal")

    def test_time_and_area_are_those_of_the_cycle(self):
        """Elsewhere, an appraisal would be in the quota of nobody's round."""
        cycle = self._make_cycle()
        cycle.action_open()
        routine = self.areas["routine_appraisal"].id
        for vals in ({"year": 2025}, {"period": "half_1"}, {"area_id": routine}):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "cycle"):
                cycle.appraisal_ids[0].write(vals)

    def test_units(self):
        below = self.env["hr.department"].create(
            {"name": "Squad", "parent_id": self.unit.id}
        )
        cycle = self._make_cycle(code="unit_target_appraisal")
        self.assertEqual(cycle.subject_kind, "unit")
        cycle.action_open()
        self.assertEqual(cycle.appraisal_ids.department_id, self.unit | below)
        self.assertFalse(cycle.appraisal_ids.employee_id)

    def test_open_cycle_keeps_its_area_and_period(self):
        cycle = self._make_cycle()
        cycle.action_open()
        with self.assertRaises(UserError):
            cycle.year = 2025

    def test_quota_of_a_grade(self):
        self.env.ref("mistake_tolerance.grade_excellent").quota = 34
        cycle = self._make_cycle()
        cycle.action_open()
        first, second, third = cycle.appraisal_ids
        with self.assertRaisesRegex(UserError, "34"):
            (act(first | second)).action_confirm()
        act(first).action_confirm()
        with self.assertRaises(UserError):
            act(second).action_confirm()
        third.mark_ids = [(0, 0, {"kind": "deduction", "points": 20, "reason": "R"})]
        act(third).action_confirm()
        self.assertEqual(third.grade_id.name, "Competent")

    def test_only_hr_officers_open_a_cycle(self):
        cycle = self._make_cycle()
        for role in ("officer", "head", "clerk", "administrator"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, cycle).action_open()

    def test_statements_do_not_grow_with_the_employees(self):
        counts = {}
        for size in (50, 200):
            cycle = self._make_cycle(self._make_unit(size))
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            cycle.action_open()
            self.env.flush_all()
            counts[size] = self.env.cr.sql_log_count - start
            self.assertEqual(cycle.appraisal_count, size)
            start = self.env.cr.sql_log_count
            act(cycle.appraisal_ids).action_confirm()
            self.env.flush_all()
            counts[-size] = self.env.cr.sql_log_count - start
        # One INSERT takes a hundred rows, so 150 more cost a few more of them.
        self.assertLess(counts[200], counts[50] + 20, counts)
        self.assertLess(counts[-200], counts[-50] + 20, counts)
