from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..personnel.common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestNeutralisedMark(PersonnelCase):
    """What a decision does to marks that stand already, and to their records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.subject = cls.officer.tolerance_subject_id

    def _deduct(self, points=15, **vals):
        return self.make_appraisal(
            marks=[
                {
                    "kind": "deduction",
                    "points": points,
                    "matter_id": self.matter.id,
                    "date": "2026-05-04",
                }
            ],
            **vals,
        )

    def test_score_and_grade_come_back_even_when_confirmed(self):
        appraisal = self._deduct()
        act(appraisal).action_confirm()
        self.assertEqual((appraisal.score, appraisal.grade_id.name), (85, "Competent"))
        effect = self.protect(self.subject, "annual_appraisal")
        self.assertEqual((appraisal.score, appraisal.grade_id.name), (100, "Excellent"))
        self.assertEqual(appraisal.mark_ids.points, 15)
        self.assertEqual(appraisal.mark_ids.decision_number, effect.name)
        self.assertEqual(
            appraisal.neutralised_note, f"Neutralised marks: 1 ({effect.name})"
        )
        own = self.as_user("officer", appraisal)
        self.assertIn(effect.name, own.neutralised_note)
        effect._lift("2026-08-01")
        self.assertEqual((appraisal.score, appraisal.grade_id.name), (85, "Competent"))
        self.assertFalse(appraisal.neutralised_note)

    def test_other_area_and_other_matter_stay(self):
        appraisal = self._deduct()
        self.protect(self.subject, "promotion")
        other = self.make_other_matter()
        self.protect(self.subject, "annual_appraisal", matter=other)
        self.assertEqual(appraisal.score, 85)

    def test_reduced_deduction_counts_up_to_the_cap(self):
        appraisal = self._deduct()
        self.protect(
            self.subject, "annual_appraisal", form="deduction_reduced", cap_points=4
        )
        self.assertEqual((appraisal.deduction, appraisal.score), (4, 96))

    def test_grade_limit_is_gone(self):
        basic = self.env.ref("mistake_tolerance.grade_basically_competent")
        appraisal = self.make_appraisal(
            marks=[
                {
                    "kind": "grade_limit",
                    "grade_id": basic.id,
                    "matter_id": self.matter.id,
                    "date": "2026-05-04",
                }
            ]
        )
        self.assertEqual(appraisal.grade_id, basic)
        self.protect(self.subject, "annual_appraisal")
        self.assertEqual(appraisal.grade_id.name, "Excellent")

    def test_neutralised_objection_is_no_ground(self):
        promotion = self.make_promotion()
        act(promotion).action_propose()
        promotion.mark_ids = [
            (
                0,
                0,
                {
                    "kind": "objection",
                    "matter_id": self.matter.id,
                    "date": "2026-05-04",
                    "reason": "The matter",
                },
            )
        ]
        rejected = promotion.copy()
        act(rejected).action_propose()
        promotion.mark_ids.copy({"promotion_id": rejected.id})
        act(rejected).action_reject()
        self.protect(self.subject, "promotion")
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(promotion).action_reject()
        act(promotion).action_approve()
        self.assertIn(
            rejected,
            self.hr["tolerance.promotion"].search(
                [("state", "=", "rejected"), ("mark_ids.is_neutralised", "=", True)]
            ),
        )
        act(rejected).action_reconsider()
        self.assertEqual(rejected.state, "proposed")

    def test_new_mark_is_refused_from_the_form_of_its_record(self):
        effect = self.protect(self.subject, "promotion")
        promotion = self.make_promotion()
        vals = {
            "kind": "objection",
            "matter_id": self.matter.id,
            "date": "2026-05-04",
            "reason": "The matter",
        }
        with (
            self.assertRaisesRegex(UserError, effect.name),
            self.env.cr.savepoint(),
        ):
            promotion.web_save({"mark_ids": [[0, 0, vals]]}, {})
        self.assertFalse(promotion.mark_ids)
        other = self.make_other_matter()
        promotion.web_save({"mark_ids": [[0, 0, {**vals, "matter_id": other.id}]]}, {})
        self.assertEqual(len(promotion.mark_ids), 1)

    def test_neutralised_mark_stays_as_it_was(self):
        appraisal = self._deduct()
        mark = appraisal.mark_ids
        self.protect(self.subject, "annual_appraisal")
        for attempt in (
            lambda: mark.write({"points": 20}),
            lambda: mark.write({"matter_id": False}),
            lambda: mark.write({"active": False}),
            mark.unlink,
        ):
            with self.assertRaisesRegex(UserError, "stays on file"):
                attempt()

    def test_unit_result_reaches_members_through_marks_only(self):
        unit = self.make_appraisal(
            employee_id=False,
            department_id=self.unit.id,
            area_id=self.areas["unit_target_appraisal"].id,
            marks=[{"kind": "deduction", "points": 30}],
        )
        member = self.make_appraisal()
        self.assertEqual((unit.score, member.score), (70, 100))

    def test_statements_do_not_grow_with_the_linked_marks(self):
        counts = {}
        for size, period in ((10, "quarter_1"), (100, "quarter_2")):
            matter = self.make_other_matter()
            appraisal = self.make_appraisal(
                area_id=self.areas["routine_appraisal"].id,
                period=period,
                marks=[
                    {
                        "kind": "deduction",
                        "points": 0.25,
                        "matter_id": matter.id,
                        "date": "2026-05-04",
                    }
                    for _number in range(size)
                ],
            )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self.protect(self.subject, "routine_appraisal", matter=matter)
            self.env.flush_all()
            counts[size] = self.env.cr.sql_log_count - start
            self.assertEqual(appraisal.score, 100)
        self.assertLessEqual(counts[100], counts[10] + 4, counts)
