from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestMark(PersonnelCase):
    def _make(self, **vals):
        return self.hr["tolerance.mark"].create(
            {
                "kind": "deduction",
                "employee_id": self.officer.id,
                "area_id": self.areas["points"].id,
                "points": 3,
                "reason": "Test",
                **vals,
            }
        )

    def test_person_and_unit_lead_to_their_subject(self):
        person = self._make()
        self.assertEqual(person.subject_id, self.officer.tolerance_subject_id)
        unit = self._make(employee_id=False, department_id=self.unit.id)
        self.assertEqual(unit.subject_id, self.unit.tolerance_subject_id)
        self.assertEqual(unit.company_id, self.company)

    def test_subject_cannot_be_entered(self):
        other = self.colleague.tolerance_subject_id
        with self.assertRaises(AccessError):
            self._make(subject_id=other.id)
        mark = self._make()
        for vals in ({"subject_id": other.id}, {"is_neutralised": True}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                mark.write(vals)

    def test_subject_follows_a_joined_person(self):
        twin = self.env["hr.employee"].create({"name": self.officer.name})
        mark = self._make(employee_id=twin.id)
        twin.identification_id = "620102199001017774"
        self.officer.identification_id = "620102199001017774"
        self.assertEqual(mark.subject_id, self.officer.tolerance_subject_id)

    def test_exactly_one_of_person_and_unit(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._make(department_id=self.unit.id)

    def test_negative_points_are_refused(self):
        with self.assertRaises(ValidationError):
            self._make(points=-1)

    def test_parent_gives_person_and_area(self):
        appraisal = self.make_appraisal()
        mark = self.hr["tolerance.mark"].create(
            {"kind": "deduction", "appraisal_id": appraisal.id, "reason": "Test"}
        )
        self.assertEqual(mark.employee_id, self.officer)
        self.assertEqual(mark.area_id, self.areas["annual_appraisal"])
        for vals in (
            {"area_id": self.areas["points"].id},
            {"employee_id": self.colleague.id},
            {"kind": "veto"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                mark.write(vals)

    def test_date_is_not_before_the_matter(self):
        self._make(matter_id=self.matter.id, date="2026-03-02")
        with self.assertRaises(ValidationError):
            self._make(matter_id=self.matter.id, date="2026-03-01")

    def test_rehired_person_reads_marks_of_the_former_record(self):
        mark = self._make()
        self.officer.write({"identification_id": "620102199001018881", "active": False})
        self.officer.user_id = False
        self.env.flush_all()
        self.env["hr.employee"].create(
            {
                "name": self.officer.name,
                "identification_id": "620102199001018881",
                "user_id": self.users["officer"].id,
                "company_id": self.company.id,
            }
        )
        self.assertEqual(self.as_user("officer", mark).reason, "Test")

    def test_import_by_external_names(self):
        employee_name = self.officer.id
        result = self.hr["tolerance.mark"].load(
            ["employee_id/.id", "area_id/id", "kind", "date", "points", "reason"],
            [
                [
                    str(employee_name),
                    "mistake_tolerance.area_annual_appraisal",
                    kind,
                    "2026-05-06",
                    "3",
                    "Imported",
                ]
                for kind in ("Deduction", "deduction")
            ],
        )
        self.assertFalse(result["messages"])
        marks = self.hr["tolerance.mark"].browse(result["ids"])
        self.assertEqual(marks.employee_id, self.officer)
        self.assertEqual(set(marks.mapped("points")), {3})

    def test_form_without_a_parent(self):
        form = Form(self.hr["tolerance.mark"])
        form.kind = "deduction"
        form.employee_id = self.officer
        form.area_id = self.areas["points"]
        form.points = 2
        form.reason = "Late for duty"
        mark = form.save()
        self.assertEqual(mark.counted_points, 2)
        self.assertIn("Test Officer", mark.display_name)

    def test_two_levels_of_web_save(self):
        appraisal = self.make_appraisal()
        cycle = self.env["tolerance.appraisal.cycle"].create(
            {
                "name": "Cycle",
                "area_id": self.areas["annual_appraisal"].id,
                "department_id": self.unit.id,
            }
        )
        appraisal.web_save(
            {"mark_ids": [[0, 0, {"kind": "deduction", "points": 1, "reason": "R"}]]},
            {},
        )
        line = {"kind": "deduction", "points": 2, "reason": "R"}
        cycle.with_env(self.hr).web_save(
            {
                "appraisal_ids": [
                    [
                        0,
                        0,
                        {
                            "employee_id": self.colleague.id,
                            "mark_ids": [[0, 0, line]],
                        },
                    ]
                ]
            },
            {},
        )
        self.assertEqual(appraisal.score, 99)
        self.assertEqual(cycle.appraisal_ids.score, 98)

    def test_statements_do_not_grow_with_the_marks(self):
        employees = self.env["hr.employee"].create(
            [{"name": f"Marked {number}"} for number in range(110)]
        )
        counts = {}
        for size in (10, 100):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self.hr["tolerance.mark"].create(
                [
                    {
                        "kind": "deduction",
                        "employee_id": employee.id,
                        "area_id": self.areas["points"].id,
                        "reason": "Batch",
                    }
                    for employee in employees[:size]
                ]
            )
            self.env.flush_all()
            counts[size] = self.env.cr.sql_log_count - start
        self.assertLessEqual(counts[100], counts[10] + 2, counts)

    def test_person_reads_marks_about_self(self):
        mark = self._make()
        self.assertEqual(self.as_user("officer", mark).reason, "Test")
        with self.assertRaises(AccessError):
            self.as_user("officer", mark).write({"points": 0})
        for role in ("colleague", "head", "clerk", "auditor", "administrator"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, mark).read(["reason"])
