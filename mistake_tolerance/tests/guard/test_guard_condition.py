"""What makes a foreign record negative, and who is held to have made it so."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestGuardCondition(ReviewCase):
    def _condition(self, domain):
        self.guard.negative_domain = str(domain)
        self.env.flush_all()

    def _check_record_on_the_way(self, condition):
        self._condition([("x_result", "<", 0), condition])
        self.sheet.x_verdict = "passed"
        line, other = self._review(3), self._review(3, matter=self.other_matter)
        self._decide()
        self.assertEqual((line.x_result, other.x_result), (-3, -3))
        self.sheet.x_verdict = "failed"
        self.env.flush_all()
        self.assertEqual((line.x_result, other.x_result), (0, -3))
        with self.assertRaises(UserError):
            self._review(3)

    def test_condition_with_a_dot(self):
        """A record on the way to a column is watched as those on a path are."""
        self._check_record_on_the_way(("x_sheet_id.x_verdict", "=", "failed"))

    def test_condition_with_any(self):
        self._check_record_on_the_way(
            ("x_sheet_id", "any", [("x_verdict", "in", ["failed", "poor"])])
        )

    def test_condition_that_nobody_could_watch_is_refused(self):
        for condition in (
            ("x_sheet_id", "ilike", "bad"),
            ("x_sheet_id", "=", "Bad sheet"),
            ("x_sheet_id", "in", [1, "Bad sheet"]),
            ("x_sheet_id", "child_of", 1),
            ("x_sheet_id.x_employee_id", "ilike", "bad"),
            ("x_sheet_id.message_ids", "!=", False),
            ("x_sheet_id.display_name", "=", "S"),
            ("x_sheet_id", "any", [("display_name", "=", "S")]),
            ("x_sheet_id", "any", [("no_such", "=", "S")]),
            ("x_day", "<", "today"),
            ("x_day", ">", "-7d"),
            ("x_day.month_number", "=", 6),
        ):
            with self.subTest(condition), self.assertRaises(ValidationError):
                self.guard.negative_domain = str([condition])

    def test_condition_on_ids_and_fixed_days(self):
        self._condition(
            [
                ("x_sheet_id", "in", [self.sheet.id, False]),
                ("x_day", ">", "2026-01-01"),
                ("create_date", ">", "2026-01-01 00:00:00"),
                ("x_sheet_id.id", "!=", 0),
                ("x_result", "<", 0),
            ]
        )
        self._decide()
        self.env["tolerance.enforcement"]._cron_sweep()
        with self.assertRaises(UserError):
            self._review(3)
        self._review(3, sheet=self.other_sheet)

    def test_person_who_overwrites_a_computed_result_has_written_it(self):
        """In one flush: computed as harmless first, then set by hand."""
        self._decide()
        line = self._review(0)
        with self.assertRaises(UserError):
            self.env.add_to_compute(line._fields["x_result"], line)
            self.assertEqual(line.x_result, 0)
            line.x_result = -3
            self.env.flush_all()

    def test_computed_again_after_a_person_wrote_is_neutralised(self):
        self._decide()
        line = self._review(0)
        self.env.cr.execute("UPDATE x_review SET x_points = 3 WHERE id = %s", [line.id])
        self.env.invalidate_all()
        line.x_name = "Reworded"
        self.env.add_to_compute(line._fields["x_result"], line)
        self.env.flush_all()
        self.assertEqual(line.x_result, 0)
        self.assertEqual(line.x_name, "Reworded")

    def test_columns_computed_together_are_nobodys_writing(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self._decide()
        self.env.cr.execute(
            "UPDATE tolerance_mark SET matter_id = %s, points = 2 WHERE id = %s",
            [self.matter.id, mark.id],
        )
        self.env.invalidate_all()
        # One method computes whether it counts and how much; one of the two is due.
        self.env.add_to_compute(mark._fields["is_neutralised"], mark)
        self.env.flush_all()
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.counted_points, 0)
