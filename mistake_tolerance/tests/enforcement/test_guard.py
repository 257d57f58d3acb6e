import re

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuard(GuardCase):
    def test_exempt_refuses_a_new_mark_with_the_number(self):
        determination = self._decide()
        self.assertTrue(determination.name)
        with self.assertRaises(UserError) as caught:
            self._make_mark()
        self.assertIn(determination.name, str(caught.exception))

    def test_mark_for_another_matter_is_accepted(self):
        self._decide()
        mark = self._make_mark(matter_id=self.other_matter.id)
        self.assertFalse(mark.is_neutralised)

    def test_a_colleague_whom_the_matter_concerns_is_not_protected(self):
        unlocked(self.matter).subject_ids += self.colleague.tolerance_subject_id
        self._decide()
        self._make_mark(employee_id=self.colleague.id)

    def test_refused_case_protects_nothing(self):
        self._decide("refused", situation_ids=False)
        self._make_mark()

    def test_existing_mark_is_neutralised_and_given_back(self):
        mark = self._make_mark()
        determination = self._decide()
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.effect_id.name, determination.name)
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.assertFalse(mark.is_neutralised)
        self._make_mark()

    def test_matter_of_an_existing_mark_changed(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self._decide()
        with self.assertRaises(UserError):
            mark.matter_id = self.matter
            mark.flush_recordset()

    def test_employee_of_an_existing_mark_changed(self):
        mark = self._make_mark(employee_id=self.colleague.id)
        self._decide()
        with self.assertRaises(UserError):
            mark.employee_id = self.officer
            mark.flush_recordset()

    def test_unarchiving(self):
        mark = self._make_mark(active=False)
        self._decide()
        with self.assertRaises(UserError):
            mark.active = True
            mark.flush_recordset()

    def test_mark_without_matter_needs_a_ground(self):
        self._decide()
        with self.assertRaises(UserError) as caught:
            self._make_mark(matter_id=False)
        self.assertIn("Name the matter", str(caught.exception))
        declaration = self.as_user("hr_officer")["tolerance.declaration"].create(
            {
                "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                "subject_id": self.subject.id,
                "area_id": self.promotion_area.id,
                "date_from": "2026-05-01",
                "date_to": "2026-07-01",
                "amount": 0,
                "reason": "Absent without leave on 30 May.",
            }
        )
        mark = self._make_mark(matter_id=False)
        self.assertEqual(declaration.res_id, mark.id)
        mark.reason = "Absent without leave on 30 and 31 May."
        mark.flush_recordset()
        with self.assertRaises(UserError):
            self._make_mark(matter_id=False)

    def test_open_matter_asks_for_the_matter(self):
        with self.assertRaises(UserError) as caught:
            self._make_mark(matter_id=False)
        self.assertIn("Name the matter", str(caught.exception))
        self._make_mark(matter_id=False, employee_id=self.colleague.id)
        self._make_mark()

    def test_rehired_officer_is_still_protected(self):
        self.officer.identification_id = "620102199001011233"
        self._decide()
        again = self.env["hr.employee"].create(
            {"name": "Test Officer", "identification_id": "620102199001011233"}
        )
        with self.assertRaises(UserError):
            self._make_mark(employee_id=again.id)

    def test_merged_employee_is_neutralised(self):
        twin = self._make_former()
        mark = self._make_mark(employee_id=twin.id)
        self._decide()
        self._find_same(twin)
        self.assertEqual(mark.subject_id, self.subject)
        self.assertTrue(mark.is_neutralised)

    def test_swallowed_error_meets_the_judge_again(self):
        self._decide()
        swallowed = False
        try:
            self._make_mark()
        except UserError:
            swallowed = True
        self.assertTrue(swallowed)
        # Not assertRaises: its savepoint would itself flush, or take the row back.
        with self.assertRaisesRegex(UserError, "protects"):
            self.env.cr.flush()

    def test_link_is_not_writable(self):
        mark = self._make_mark()
        determination = self._decide()
        with self.assertRaises(AccessError):
            mark.effect_id = False
        with self.assertRaises(AccessError):
            self._make_mark(
                matter_id=self.other_matter.id,
                effect_id=determination.effect_ids[:1].id,
            )

        effect = determination.effect_ids[:1]
        with self.assertRaises(AccessError):
            self.env["tolerance.mark"].with_context(default_effect_id=effect.id).create(
                self._mark_vals(matter_id=self.other_matter.id)
            )

    def test_effects_and_determinations_stay(self):
        determination = self._decide()
        with self.assertRaises(AccessError):
            determination.effect_ids.unlink()
        with self.assertRaises(AccessError):
            determination.effect_ids.write({"is_lifted": True})
        with self.assertRaises(AccessError):
            self.env["tolerance.effect"].create({})
        with self.assertRaises(AccessError):
            determination.unlink()
        with self.assertRaises(AccessError):
            determination.reasons = "Other"
        with self.assertRaises(AccessError):
            determination.line_ids[:1].is_selected = False
        with self.assertRaises(AccessError):
            determination.with_context(tolerance_permit=True).state = "draft"

    def test_area_left_out_needs_a_reason(self):
        determination = self._draft()
        line = determination.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.promotion_area
        )
        line.is_selected = False
        with self.assertRaises(UserError):
            act(determination.with_user(self.decider)).action_confirm()
        line.omission_reason = "Not asked for."
        act(determination.with_user(self.decider)).action_confirm()
        self._make_mark()

    def test_a_draft_stays_what_the_session_decided(self):
        draft = self._draft().with_user(self.decider)
        other = self.version.degree_ids.filtered(lambda d: d.kind == "refused")
        for record, vals in (
            (draft, {"degree_id": other.id}),
            (draft.line_ids[:1], {"form": "deduction_reduced"}),
            (
                draft.line_ids[:1],
                {"scheme_area_id": draft.line_ids[1].scheme_area_id.id},
            ),
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                record.write(vals)

    def test_area_protected_for_a_time_needs_a_reason(self):
        draft = self._draft().with_user(self.decider)
        draft.line_ids[:1].date_to = "2026-12-31"
        with self.assertRaises(UserError):
            act(draft).action_confirm()
        draft.line_ids[:1].omission_reason = "The pilot ends then."
        act(draft).action_confirm()
        self.assertEqual(draft.state, "confirmed")

    def test_neither_appraisal_of_a_unit_suffers(self):
        appraisals = [
            self.env.ref(f"mistake_tolerance.area_{code}")
            for code in ("unit_target_appraisal", "clean_government_appraisal")
        ]
        self.version.area_ids = [
            Command.create({"area_id": appraisals[1].id, "subject_kind": "unit"})
        ]
        unit = self.unit.tolerance_subject_id
        determination = self._decide(party=self._make_party(subject=unit))
        for appraisal in appraisals:
            values = {
                "employee_id": False,
                "department_id": self.unit.id,
                "area_id": appraisal.id,
            }
            with self.subTest(appraisal.code):
                with self.assertRaisesRegex(UserError, re.escape(determination.name)):
                    self._make_mark(**values)
                self._make_mark(**values, matter_id=self._make_matter("Other", unit).id)

    def test_unit_and_person_are_kept_apart(self):
        unit = self.unit.tolerance_subject_id
        determination = self._decide(party=self._make_party(subject=unit))
        codes = set(determination.effect_ids.area_id.mapped("code"))
        self.assertEqual(codes, {"unit_target_appraisal"})
