"""Ways to hold something against a person that leave no mark."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..personnel.common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestBypassWithoutMark(PersonnelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.subject = cls.officer.tolerance_subject_id
        cls.area = cls.areas["annual_appraisal"]
        cls.desk = cls.env["hr.department"].create({"name": "Test Desk"})
        cls.alone = cls.env["hr.employee"].create(
            {
                "name": "Test Alone",
                "department_id": cls.desk.id,
                "company_id": cls.company.id,
            }
        )

    def _entries(self, code):
        return self.env["tolerance.ledger.entry"].search([("verb", "=", code)])

    def _cycle(self, unit, base_score):
        return self.hr["tolerance.appraisal.cycle"].create(
            {
                "name": f"Cycle {base_score}",
                "area_id": self.area.id,
                "year": 2026,
                "department_id": unit.id,
                "base_score": base_score,
            }
        )

    def test_cycle_with_a_low_base_score_for_one_person(self):
        self._cycle(self.unit, 70).action_open()
        cycle = self._cycle(self.desk, 60)
        cycle.action_open()
        own = cycle.appraisal_ids
        self.assertEqual(own.employee_id, self.alone)
        self.protect(self.alone.tolerance_subject_id, "annual_appraisal")
        with self.assertRaises(UserError) as caught:
            act(own).action_confirm()
        self.assertIn("base score", str(caught.exception))
        self.assertIn("60", self._entries("cycle.create")[0].payload)

    def test_low_base_score_without_others_to_compare(self):
        cycle = self._cycle(self.desk, 60)
        self.protect(self.alone.tolerance_subject_id, "annual_appraisal")
        cycle.action_open()
        with self.assertRaises(UserError):
            act(cycle.appraisal_ids).action_confirm()

    def test_equal_base_score_for_all_is_accepted(self):
        cycle = self._cycle(self.unit, 60)
        self.protect(self.subject, "annual_appraisal")
        cycle.action_open()
        act(cycle.appraisal_ids).action_confirm()
        self.assertEqual(set(cycle.appraisal_ids.mapped("state")), {"confirmed"})

    def test_grades_raised_while_others_are_graded_already(self):
        mine = self.make_appraisal()
        theirs = self.make_appraisal(self.colleague)
        grade = mine.grade_id.with_env(self.hr)
        grade.minimum_score = 91
        self.assertIn("91", self._entries("grade.change")[0].payload)
        act(theirs).action_confirm()
        for vals in ({"minimum_score": 101}, {"quota": 1}, {"active": False}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                grade.write(vals)
        with self.assertRaises(UserError):
            self.hr["tolerance.grade"].create(
                {
                    "name": "Own",
                    "minimum_score": 0,
                    "company_id": self.company.id,
                }
            )
        self.assertEqual(mine.grade_id, theirs.grade_id)
        grade.name = "Outstanding"
        act(mine).action_confirm()
        grade.minimum_score = 92

    def test_requirement_found_unmet_after_the_proposal(self):
        promotion = self.make_promotion(
            check_ids=[(0, 0, {"name": "Three years in post", "is_met": True})]
        )
        act(promotion).action_propose()
        check = promotion.check_ids
        check.is_met = False
        check.is_met = True
        self.assertEqual(len(self._entries("promotion.check")), 2)
        self.protect(self.subject, "promotion")
        hindrances = (
            lambda: check.write({"is_met": False}),
            lambda: promotion.write({"check_ids": [(0, 0, {"name": "Spotless"})]}),
        )
        for hinder in hindrances:
            with self.assertRaises(UserError):
                hinder()
        self.env["tolerance.mark"].create(
            {
                "kind": "objection",
                "promotion_id": promotion.id,
                "reason": "Two years only.",
                "matter_id": self.make_other_matter().id,
            }
        )
        check.is_met = False
