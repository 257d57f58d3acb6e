from lxml import etree

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestAppraisalQuota(PersonnelCase):
    """How many may have a grade, and what a person starts from."""

    def _make_cycle(self, size, **values):
        unit = self.env["hr.department"].create({"name": f"Unit of {size}"})
        self.env["hr.employee"].create(
            [{"name": f"E{n}", "department_id": unit.id} for n in range(size)]
        )
        cycle = self.hr["tolerance.appraisal.cycle"].create(
            {
                "name": f"Cycle of {size}",
                "area_id": self.areas["annual_appraisal"].id,
                "year": 2026,
                "department_id": unit.id,
                **values,
            }
        )
        cycle.action_open()
        return cycle

    def _set_quota(self, percent):
        self.env.ref("mistake_tolerance.grade_excellent").quota = percent

    def test_refusal_gives_the_numbers(self):
        self._set_quota(20)
        appraisals = self._make_cycle(10).appraisal_ids
        act(appraisals[0]).action_confirm()
        with self.assertRaises(UserError) as caught:
            act(appraisals[1:4]).action_confirm()
        words = str(caught.exception)
        for words_expected in ("of 10 appraised", "2 may be", "20 percent"):
            self.assertIn(words_expected, words)
        self.assertIn("1 have it already, and 3 more", words)
        act(appraisals[1]).action_confirm()
        with self.assertRaises(UserError):
            act(appraisals[2]).action_confirm()

    def test_unit_of_one_may_get_the_grade(self):
        self._set_quota(15)
        appraisal = self._make_cycle(1).appraisal_ids
        act(appraisal).action_confirm()
        self.assertEqual(appraisal.grade_id.name, "Excellent")

    def test_many_small_cycles_share_the_quota(self):
        self._set_quota(15)
        first, second, third = (self._make_cycle(size) for size in (2, 3, 4))
        elsewhere = self._make_cycle(2, year=2025)
        act(first.appraisal_ids[0]).action_confirm()
        # Nine together: one.
        for cycle in (first, second, third):
            left = cycle.appraisal_ids.filtered(lambda a: a.state == "draft")
            with self.assertRaisesRegex(UserError, "of 9 appraised, 1 may be"):
                act(left[0]).action_confirm()
        act(elsewhere.appraisal_ids[0]).action_confirm()

    def test_appraisals_by_hand_share_the_quota(self):
        self._set_quota(20)
        cycle = self._make_cycle(4)
        by_hand = self.make_appraisal() | self.make_appraisal(self.colleague)
        elsewhere = self.make_appraisal(self.head, period="half_1")
        act(cycle.appraisal_ids[0]).action_confirm()
        for appraisal in by_hand:
            with self.assertRaisesRegex(UserError, "without a cycle: of 6 appraised"):
                act(appraisal).action_confirm()
        act(elsewhere).action_confirm()

    def test_appraisals_by_hand_leave_nothing_for_small_cycles(self):
        self._set_quota(20)
        act(self.make_appraisal()).action_confirm()
        with self.assertRaisesRegex(UserError, "of 5 appraised, 1 may be"):
            act(self._make_cycle(4).appraisal_ids[0]).action_confirm()
        large = self._make_cycle(5)
        act(large.appraisal_ids[0]).action_confirm()

    def test_units_and_people_are_counted_apart(self):
        self._set_quota(20)
        act(self.make_appraisal()).action_confirm()
        unit = self.make_appraisal(employee_id=False, department_id=self.unit.id)
        act(unit).action_confirm()

    def test_base_can_differ_and_takes_nothing_away(self):
        cycle = self._make_cycle(3, base_score=92)
        one, two, _three = cycle.appraisal_ids
        one.base_score = 95
        self.assertEqual((one.score, two.score), (95, 92))
        with self.assertRaises(ValidationError):
            two.base_score = 91
        with self.assertRaises(ValidationError):
            self.make_appraisal(base_score=90)
        act(two).action_confirm()
        with self.assertRaises(UserError):
            two.base_score = 96

    def test_pending_appraisal_shows_no_result(self):
        """What is on hold is no decision: no deduction, score or grade is shown."""
        View = self.hr["tolerance.appraisal"]
        for kind in ("list", "form"):
            arch = etree.fromstring(View.get_view(view_type=kind)["arch"])
            for name in ("deduction", "score", "grade_id"):
                (node,) = arch.xpath(f"//field[@name='{name}'][not(ancestor::field)]")
                self.assertIn("pending", node.get("invisible"), (kind, name))
