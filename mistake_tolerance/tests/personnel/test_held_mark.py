"""Marks that were on file before a matter was put on hold: nothing counts them yet."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestHeldMark(GuardCase):
    def setUp(self):
        super().setUp()
        self.company.tolerance_hold_days = 90
        self.users["hr_officer"].group_ids |= self.env.ref("base.group_allow_export")
        self.hr = self.as_user("hr_officer")
        self.appraisal = self.hr["tolerance.appraisal"].create(
            {
                "employee_id": self.officer.id,
                "area_id": self.annual.id,
                "year": 2026,
                "mark_ids": [
                    (0, 0, self._deduct(points=9)),
                    (0, 0, self._deduct(points=2, matter_id=self.other_matter.id)),
                    (0, 0, self._limit()),
                ],
            }
        )
        self.held = self.appraisal.mark_ids.filtered(
            lambda mark: mark.matter_id == self.matter
        )

    def _deduct(self, **values):
        return {
            "kind": "deduction",
            "matter_id": self.matter.id,
            "date": "2026-06-01",
            "reason": "Because of the matter.",
            **values,
        }

    def _limit(self):
        lowest = self.env["tolerance.grade"].search([], order="sequence desc", limit=1)
        return self._deduct(kind="grade_limit", grade_id=lowest.id)

    def _hold(self):
        party = self._make_party()
        self.env.flush_all()
        self.env.invalidate_all()
        return party

    def _read(self):
        """What leaves the system: by RPC, in an export and grouped."""
        (row,) = self.appraisal.read(["deduction", "score", "grade_id"])
        names = ["deduction", "score", "grade_id/name"]
        (line,) = self.appraisal.export_data(names)["datas"]
        groups = self.appraisal.web_read_group(
            [("id", "=", self.appraisal.id)],
            ["grade_id"],
            ["deduction:sum", "score:avg"],
        )["groups"]
        self.assertEqual(len(groups), 1)
        grade = row["grade_id"] and row["grade_id"][1]
        self.assertEqual(line, [row["deduction"], row["score"], grade or ""])
        self.assertEqual(groups[0]["grade_id"], row["grade_id"])
        self.assertEqual(
            (groups[0]["deduction:sum"], groups[0]["score:avg"]),
            (row["deduction"], row["score"]),
        )
        return row["deduction"], row["score"], grade

    def _read_account(self):
        lines = self.hr["tolerance.points.entry"].search_read(
            [("subject_id", "=", self.subject.id)], ["counted", "is_held"], order="id"
        )
        return [(line["counted"], line["is_held"]) for line in lines]

    def test_a_draft_before_and_during_a_hold(self):
        deduction, score, limited = self._read()
        self.assertEqual((deduction, score), (11, 89))
        self._hold()
        self.assertEqual(self.appraisal.state, "draft")
        deduction, score, grade = self._read()
        self.assertEqual((deduction, score), (2, 98))
        self.assertNotEqual(grade, limited)
        self.assertEqual(self.held.mapped("is_held"), [True, True])
        self.assertIn("2", self.appraisal.held_note)

    def test_pending_counts_nothing_of_it_either(self):
        _deduction, _score, limited = self._read()
        party = self._hold()
        act(self.appraisal).action_confirm()
        self.env.invalidate_all()
        self.assertEqual(self.appraisal.state, "pending")
        self.assertEqual(self._read()[:2], (2, 98))
        self.assertTrue(self.appraisal.held_note)
        # Refused, the marks count from that moment.
        self._decide("refused", party, situation_ids=False)
        self.env.invalidate_all()
        self.assertEqual(self._read(), (11, 89, limited))
        self.assertFalse(self.appraisal.held_note)
        act(self.appraisal).action_confirm()
        self.assertEqual(
            (self.appraisal.state, self.appraisal.score), ("confirmed", 89)
        )

    def test_exempt_they_never_count(self):
        party = self._hold()
        self._decide(party=party)
        self.env.invalidate_all()
        self.assertEqual(self._read()[:2], (2, 98))
        self.assertFalse(self.appraisal.held_note)
        self.assertTrue(self.appraisal.neutralised_note)

    def test_when_the_longest_hold_is_over_they_count(self):
        self._hold()
        holds = self.env["tolerance.effect"].search([("form", "=", "hold")])
        holds._end_overdue()
        self.env.invalidate_all()
        self.assertEqual(self._read()[:2], (11, 89))

    def test_appraisal_confirmed_before_the_hold_stands(self):
        act(self.appraisal).action_confirm()
        self._hold()
        self.assertEqual(self._read()[:2], (11, 89))
        self.assertFalse(any(self.held.mapped("is_held")))
        self.assertFalse(self.appraisal.held_note)

    def test_the_points_account(self):
        self.assertEqual(self._read_account(), [(-9, False), (-2, False)])
        before = self.officer.with_env(self.hr).tolerance_points
        self._hold()
        self.assertEqual(self._read_account(), [(0, True), (-2, False)])
        after = self.officer.with_env(self.hr).tolerance_points
        self.assertEqual(after - before, 9)

    def test_held_mark_is_no_ground_of_a_rejection(self):
        promotion = self.hr["tolerance.promotion"].create(
            {
                "employee_id": self.officer.id,
                "to_job": "Deputy Head",
                "mark_ids": [
                    (0, 0, self._deduct(kind="objection", matter_id=self.matter.id))
                ],
            }
        )
        promotion.mark_ids.flush_recordset()
        self.assertFalse(promotion.mark_ids.is_held)
        self._hold()
        self.assertTrue(promotion.mark_ids.is_held)
        act(promotion).action_propose()
        with self.assertRaisesRegex(UserError, "Enter each ground as a mark first"):
            act(promotion).action_reject()

    def test_form_of_a_draft(self):
        self._hold()
        with Form(self.appraisal) as form:
            form.points = 1
            self.assertEqual((form.deduction, form.score), (2, 99))
