from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardScore(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appraisal = cls.env["tolerance.appraisal"].create(
            {"employee_id": cls.officer.id, "area_id": cls.annual.id, "year": 2026}
        )

    def _deduct(self, points, **values):
        mark = self.env["tolerance.mark"].create(
            {
                "kind": "deduction",
                "appraisal_id": self.appraisal.id,
                "points": points,
                "matter_id": self.matter.id,
                "date": "2026-06-01",
                "reason": "Because of the matter.",
                **values,
            }
        )
        self.env.flush_all()
        return mark

    def test_exemption_gives_the_score_back(self):
        self._deduct(3)
        self._deduct(2, matter_id=self.other_matter.id)
        self.assertEqual(self.appraisal.score, 95)
        determination = self._decide()
        self.assertEqual(self.appraisal.score, 98)
        determination.revocation_reason = "Concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.assertEqual(self.appraisal.score, 95)

    def test_reduced_deduction_is_a_cap_over_all_marks(self):
        self._deduct(3)
        determination = self._draft("reduced", influence_until="2026-12-31")
        line = determination.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.annual
        )
        line.cap_points = 1.5
        act(determination.with_user(self.decider)).action_confirm()
        self.assertEqual(self.appraisal.score, 98.5)
        with self.assertRaises(UserError):
            self._deduct(0.5)
        self.assertEqual(self.appraisal.score, 98.5)

    def test_cap_over_several_marks_that_exist_already(self):
        self._deduct(1)
        self._deduct(1)
        self._deduct(1)
        determination = self._draft("reduced", influence_until="2026-12-31")
        line = determination.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.annual
        )
        line.cap_points = 1.5
        act(determination.with_user(self.decider)).action_confirm()
        self.assertEqual(self.appraisal.score, 98.5)
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")
        self.env["tolerance.enforcement"]._cron_sweep()
        self.assertEqual(self.appraisal.score, 98.5)

    def test_promotion_is_free_after_the_influence_period(self):
        """Until its end a lighter handling may weigh on promotion, then no more."""
        self._decide("lighter", influence_until="2026-08-31")
        self._make_mark(date="2026-08-31")
        with self.assertRaises(UserError):
            self._make_mark(date="2026-09-01")

    def test_points_under_the_cap_are_accepted_up_to_it(self):
        determination = self._draft("lighter", influence_until="2026-12-31")
        line = determination.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.annual
        )
        line.cap_points = 2
        act(determination.with_user(self.decider)).action_confirm()
        self._deduct(1)
        self._deduct(1)
        with self.assertRaises(UserError):
            self._deduct(0.5)
        self.assertEqual(self.appraisal.score, 98)
