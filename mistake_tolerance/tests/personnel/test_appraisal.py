from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestAppraisal(PersonnelCase):
    def test_score_and_grade_follow_the_marks(self):
        appraisal = self.make_appraisal(
            points=2, marks=[{"kind": "deduction", "points": 15}]
        )
        self.assertEqual((appraisal.deduction, appraisal.score), (15, 87))
        self.assertEqual(appraisal.grade_id.name, "Competent")
        appraisal.mark_ids.points = 5
        self.assertEqual(appraisal.score, 97)
        self.assertEqual(appraisal.grade_id.name, "Excellent")

    def test_archived_mark_does_not_count_until_it_is_back(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 15}])
        mark = appraisal.mark_ids
        mark.active = False
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(appraisal.score, 100)
        mark.active = True
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(appraisal.score, 85)

    def test_grade_limit(self):
        basic = self.env.ref("mistake_tolerance.grade_basically_competent")
        appraisal = self.make_appraisal(
            marks=[{"kind": "grade_limit", "grade_id": basic.id}]
        )
        self.assertEqual(appraisal.score, 100)
        self.assertEqual(appraisal.grade_id, basic)
        with self.assertRaises(ValidationError):
            self.make_appraisal(self.colleague, marks=[{"kind": "grade_limit"}])

    def test_worst_grade_is_for_every_score_below(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 130}])
        self.assertEqual(appraisal.score, -30)
        self.assertEqual(appraisal.grade_id.name, "Incompetent")

    def test_grades_of_the_company_and_area_go_first(self):
        own = self.env["tolerance.grade"].create(
            {
                "name": "Test Good",
                "minimum_score": 50,
                "company_id": self.company.id,
                "area_ids": self.areas["annual_appraisal"].ids,
            }
        )
        self.assertEqual(self.make_appraisal().grade_id, own)
        routine = self.make_appraisal(area_id=self.areas["routine_appraisal"].id)
        self.assertEqual(routine.grade_id.name, "Excellent")

    def test_deductions_are_entered_as_marks_only(self):
        appraisal = self.make_appraisal()
        for vals in ({"score": 10}, {"deduction": 5}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                appraisal.write(vals)
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.make_appraisal(**vals)
        with self.assertRaises(AccessError):
            self.hr["tolerance.appraisal"].with_context(default_score=10).create(
                {
                    "employee_id": self.officer.id,
                    "area_id": self.areas["annual_appraisal"].id,
                }
            )
        with self.assertRaises(ValidationError):
            self.make_appraisal(points=-5)

    def test_confirmed_appraisal_is_settled(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 3}])
        act(appraisal).action_confirm()
        self.assertEqual(appraisal.state, "confirmed")
        with self.assertRaises(UserError):
            act(appraisal).action_confirm()
        refused = (
            lambda: appraisal.write({"points": 1}),
            lambda: appraisal.write({"state": "draft"}),
            lambda: appraisal.mark_ids.write({"points": 9}),
            lambda: appraisal.mark_ids.unlink(),
            lambda: appraisal.unlink(),
            lambda: appraisal.write(
                {"mark_ids": [(0, 0, {"kind": "deduction", "reason": "Late"})]}
            ),
        )
        for number, attempt in enumerate(refused):
            with self.subTest(number), self.assertRaises(UserError):
                attempt()
        act(appraisal).action_reopen()
        appraisal.mark_ids.points = 9
        self.assertEqual(appraisal.score, 91)

    def test_points_once_confirmed_are_not_taken_from_a_protected_person(self):
        self.protect(self.officer.tolerance_subject_id, "annual_appraisal")
        protected = self.make_appraisal(points=5)
        other = self.make_appraisal(self.colleague, points=5)
        both = protected | other
        act(both).action_confirm()
        act(both).action_reopen()
        both.points = 2
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(protected).action_confirm()
        act(other).action_confirm()
        with self.assertRaises(UserError):
            protected.unlink()
        protected.points = 6
        act(protected).action_confirm()
        self.assertEqual(protected.confirmed_points, 6)

    def test_new_grades_reach_drafts_only(self):
        draft = self.make_appraisal()
        confirmed = self.make_appraisal(self.colleague, year=2025)
        act(confirmed).action_confirm()
        excellent = self.env.ref("mistake_tolerance.grade_excellent")
        self.assertEqual((draft | confirmed).grade_id, excellent)
        excellent.with_env(self.hr).minimum_score = 101
        self.assertEqual(draft.grade_id.name, "Competent")
        self.assertEqual(confirmed.grade_id, excellent)

    def test_form_shows_the_score_while_marks_are_entered(self):
        with Form(self.make_appraisal()) as form:
            with form.mark_ids.new() as mark:
                mark.points = 12
                mark.reason = "Report overdue"
            self.assertEqual(form.score, 88)
        self.assertEqual(form.record.mark_ids.kind, "deduction")
        self.assertEqual(form.record.mark_ids.employee_id, self.officer)

    def test_ledger_tells_who_confirmed(self):
        appraisal = self.make_appraisal()
        act(appraisal).action_confirm()
        entry = self.env["tolerance.ledger.entry"].search(
            [
                ("res_model", "=", "tolerance.appraisal"),
                ("res_id", "=", appraisal.id),
            ]
        )
        self.assertEqual(entry.verb, "appraisal.confirm")
        self.assertEqual(entry.author_id, self.users["hr_officer"].id)

    def test_appraisal_access_by_role(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 3}])
        own = self.as_user("officer", appraisal)
        self.assertEqual(own.score, 97)
        self.assertEqual(own.mark_ids.reason, "Test")
        self.assertFalse(own.can_confirm)
        for attempt in (act(own).action_confirm, lambda: own.write({"note": "x"})):
            with self.assertRaises(AccessError):
                attempt()
        others = ("colleague", "head", "clerk", "auditor", "administrator", "member")
        for role in others:
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, appraisal).read(["score"])
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, appraisal.mark_ids).read(["reason"])

    def test_person_does_not_read_what_officers_write_to_each_other(self):
        appraisal = self.make_appraisal(note="For the leaders alone")
        message = appraisal.message_post(body="Ask the head about this one")
        with self.assertRaises(AccessError):
            self.as_user("officer", appraisal).read(["note"])
        with self.assertRaises(AccessError):
            self.as_user("officer", message).read(["body"])
        self.assertTrue(message.with_env(self.hr).body)

    def test_draft_with_marks_says_what_to_delete_first(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 1}])
        with self.assertRaisesRegex(UserError, "marks first"):
            appraisal.unlink()
        appraisal.mark_ids.unlink()
        appraisal.unlink()

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        employee = self.env["hr.employee"].create(
            {"name": "Other Officer", "company_id": other.id}
        )
        appraisal = self.env["tolerance.appraisal"].create(
            {
                "employee_id": employee.id,
                "area_id": self.areas["annual_appraisal"].id,
            }
        )
        self.assertEqual(appraisal.company_id, other)
        with self.assertRaises(AccessError):
            appraisal.with_env(self.hr).read(["score"])
