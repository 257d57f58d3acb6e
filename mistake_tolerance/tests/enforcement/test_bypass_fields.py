"""Doors beside the guard: a wrong day, another sign, a field under another name."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestBypassFields(ReviewCase):
    def _field(self, name, model="x_review"):
        return self.env["ir.model.fields"]._get(model, name)

    def _decide_cap(self, points):
        draft = self._draft("reduced", influence_until="2026-12-31")
        line = draft.with_user(self.decider).line_ids.filtered(
            lambda row: row.area_id == self.annual
        )
        line.cap_points = points
        act(draft.with_user(self.decider)).action_confirm()

    def _list(self, record):
        return self.env["tolerance.neutralisation"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    def test_dated_before_the_matter_happened(self):
        before = self._review(3, x_day="2020-01-01")
        determination = self._decide()
        self.assertEqual(before.x_result, 0)
        with self.assertRaisesRegex(UserError, determination.name):
            self._review(3, x_day="2020-01-01")
        # One that names no matter is asked what it is about, whatever its day.
        with self.assertRaisesRegex(UserError, "Name the matter"):
            self._review(3, x_matter_id=False, x_day="2020-01-01")

    def test_dated_after_a_protection_that_has_not_ended(self):
        draft = self._draft()
        draft.with_user(self.decider).line_ids.write(
            {"date_to": "2099-12-31", "omission_reason": "The pilot ends then."}
        )
        act(draft.with_user(self.decider)).action_confirm()
        # Our own records know no day ahead of today; others may.
        with self.assertRaisesRegex(UserError, "lies in the future"):
            self._make_mark(date="2100-01-01")
        with self.assertRaisesRegex(UserError, draft.name):
            self._review(3, x_day="2100-01-01")

    @mute_logger("odoo.sql_db")
    def test_dated_after_it_by_sql(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        draft = self._draft()
        draft.with_user(self.decider).line_ids.write(
            {"date_to": "2099-12-31", "omission_reason": "R"}
        )
        act(draft.with_user(self.decider)).action_confirm()
        with self.assertRaisesRegex(IntegrityError, "protects against this mark"):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET matter_id = %s, date = '2100-01-01'"
                " WHERE id = %s",
                [self.matter.id, mark.id],
            )
            self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")

    def test_points_with_a_minus_count_as_points(self):
        self.guard.path_amount = "x_result"
        self._decide_cap(2)
        self._review(1.5)
        with self.assertRaisesRegex(UserError, "points at most"):
            self._review(1.5)
        with self.assertRaisesRegex(UserError, "points at most"):
            self._review(float("inf"))

    def test_record_type_that_a_guard_reads_stays(self):
        self._decide()
        for name in ("x_review", "x_review_sheet"):
            with self.subTest(name), self.assertRaisesRegex(UserError, "in force"):
                self.env["ir.model"]._get(name).unlink()

    def test_field_that_a_guard_reads_stays(self):
        matter, employee = (
            self._field("x_matter_id"),
            self._field("x_employee_id", "x_review_sheet"),
        )
        self._decide()
        for change in (
            lambda: matter.write({"name": "x_other_id"}),
            lambda: matter.write({"relation": "res.partner"}),
            lambda: matter.write({"store": False, "compute": "pass"}),
            employee.unlink,
            lambda: self._field("x_result").write({"compute": "pass"}),
        ):
            with self.assertRaisesRegex(UserError, "Reviews"):
                change()
        matter.write({"field_description": "About", "name": "x_matter_id"})
        self._field("x_name").write({"help": "Nobody reads it."})

    def test_value_that_a_guard_looks_for_stays(self):
        field = self.env["ir.model.fields"].create(
            {
                "name": "x_mood",
                "model_id": self.env["ir.model"]._get_id("x_review"),
                "ttype": "selection",
                "field_description": "Mood",
                "selection_ids": [
                    Command.create({"value": value, "name": value})
                    for value in ("good", "bad")
                ],
            }
        )
        self.guard.write(
            {
                "negative_domain": "[('x_mood', '=', 'bad')]",
                "neutral_values": '{"x_mood": "good"}',
            }
        )
        self._decide()
        bad = field.selection_ids.filtered(lambda row: row.value == "bad")
        for change in (lambda: bad.write({"value": "poor"}), bad.unlink):
            with self.assertRaisesRegex(UserError, "Reviews"):
                change()
        bad.write({"name": "Bad", "value": "bad"})

    def test_guard_is_not_deleted_by_who_claims_to_uninstall(self):
        self._decide()
        with self.assertRaisesRegex(UserError, "Reviews"):
            self.guard.with_context(_force_unlink=True).unlink()

    def test_value_in_another_language_is_no_condition(self):
        field = self._field("x_name")
        field.translate = "standard"
        with self.assertRaises(ValidationError):
            self.guard.negative_domain = "[('x_name', '=', 'Bad')]"

    def test_decision_is_revoked_by_its_session_alone(self):
        determination = self._decide()
        determination.revocation_reason = "Because code says so."
        with self.assertRaises(UserError):
            determination._do_revoke()
        draft = self._draft(party=self._make_party(self.other_matter))
        with self.assertRaises(UserError):
            draft._do_confirm()

    @mute_logger("odoo.sql_db")
    def test_neutralised_mark_counted_by_one_column(self):
        mark = self._make_mark()
        self._decide()
        self.assertTrue(mark.is_neutralised)
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")
        with self.assertRaisesRegex(IntegrityError, "protects against this mark"):
            mark._write({"is_neutralised": False})

    def test_score_written_past_the_marks(self):
        appraisal = self.env["tolerance.appraisal"].create(
            {"employee_id": self.officer.id, "area_id": self.annual.id, "year": 2026}
        )
        grade = appraisal.grade_id
        worst = self.env["tolerance.grade"].search([])[-1:]
        self.env.flush_all()
        appraisal._write({"deduction": 90, "score": 10, "grade_id": worst.id})
        self.env.invalidate_all()
        self.assertEqual(appraisal.score, 10)
        act(self.as_user("hr_officer", appraisal)).action_confirm()
        self.env.invalidate_all()
        self.assertEqual((appraisal.score, appraisal.grade_id), (100, grade))

    def test_sweep_lists_what_names_no_matter(self):
        (self.matter | self.other_matter)._write_unlocked({"is_open": False})
        before = self._make_mark(matter_id=False)
        other = self._make_mark(matter_id=False, employee_id=self.colleague.id)
        cited = self._make_mark(matter_id=self.other_matter.id)
        self._decide()
        sweep = self.env["tolerance.enforcement"]._cron_sweep
        sweep()
        row = self._list(before)
        self.assertEqual((row.state, row.subject_id), ("to_check", self.subject))
        self.assertFalse(self._list(other) | self._list(cited))
        row = self.as_user("hr_officer", row)
        row.matter_id = self.matter
        act(row).action_name_matter()
        self.assertTrue(before.is_neutralised)
        self.env.cr.execute(
            "UPDATE tolerance_mark SET matter_id = NULL WHERE id = %s", [cited.id]
        )
        self.env.invalidate_all()
        sweep()
        sweep()
        self.assertEqual(self._list(cited).mapped("state"), ["to_check"])
        self.assertEqual(self._list(before).mapped("state"), ["named"])
