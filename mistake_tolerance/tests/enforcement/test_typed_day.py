"""The day typed into a record does not lead out of a protection."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestTypedDay(ReviewCase):
    EARLY = "2026-01-05"

    def _declare(self, guard, area):
        return self.as_user("hr_officer")["tolerance.declaration"].create(
            {
                "guard_id": guard.id,
                "subject_id": self.subject.id,
                "area_id": area.id,
                "date_from": self.EARLY,
                "date_to": self.EARLY,
                "reason": "Absent without leave on that day.",
            }
        )

    def _review_early(self, **values):
        return self._review(3, x_matter_id=False, x_day=self.EARLY, **values)

    def _age(self, record):
        """Let a record be one that was entered before the matter."""
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {record._table} SET create_date = %s WHERE id = %s",
            [f"{self.EARLY} 08:00:00", record.id],
        )
        self.env.invalidate_all()
        return record

    def test_day_before_the_matter(self):
        """Asked while it is open and when it is decided, of ours and of others."""
        for decide in (False, True):
            if decide:
                self._decide()
                (self.matter | self.other_matter)._write_unlocked({"is_open": False})
            with self.assertRaisesRegex(UserError, "Name the matter"):
                self._make_mark(matter_id=False, date=self.EARLY)
            with self.assertRaisesRegex(UserError, "Name the matter"):
                self._review_early()
            strange = self._make_matter(
                "Strange", self.colleague.tolerance_subject_id, self.EARLY
            )
            with self.assertRaisesRegex(UserError, "does not concern them"):
                self._make_mark(matter_id=strange.id, date=self.EARLY)

    def test_honest_record_of_that_day(self):
        """The same declaration as for any other day, or the matter it is about."""
        self._decide()
        guard = self.env.ref("mistake_tolerance.guard_mark")
        declaration = self._declare(guard, self.promotion_area)
        mark = self._make_mark(matter_id=False, date=self.EARLY)
        self.assertEqual(declaration.res_id, mark.id)
        with self.assertRaises(UserError):
            self._make_mark(matter_id=False, date=self.EARLY)
        self._declare(self.guard, self.annual)
        self._review_early()
        own = self._make_matter("Absent", occurred_on=self.EARLY)
        self._make_mark(matter_id=own.id, date=self.EARLY)
        self._make_mark(matter_id=False, date=self.EARLY, employee_id=self.colleague.id)

    def test_entered_before_the_matter_it_stays(self):
        guards = self.env.ref("mistake_tolerance.guard_mark") | self.guard
        self._declare(guards[0], self.promotion_area)
        self._declare(guards[1], self.annual)
        mark = self._make_mark(matter_id=False, date=self.EARLY)
        line = self._review_early()
        self.env["tolerance.declaration"].flush_model()
        self.env.cr.execute(
            "UPDATE tolerance_declaration SET voided_on = %s", ["2026-02-02"]
        )
        self._age(mark)
        self._age(line)
        self._decide()
        listed = self.env["tolerance.neutralisation"]
        self.env["tolerance.enforcement"]._cron_sweep()
        self.assertFalse(listed.search([("res_id", "in", mark.ids + line.ids)]))
        # Reworded it is the same; more points are a new record.
        mark.reason = "In other words."
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, "Name the matter"):
            mark.points = 9
            self.env.flush_all()
        with self.assertRaisesRegex(UserError, "Name the matter"):
            line.x_points = 9
            self.env.flush_all()

    def test_backdated_row_by_sql_is_on_the_worklist(self):
        """Its day says January, its entry says today."""
        self._decide()
        line = self._review(0, x_matter_id=False, x_day=self.EARLY)
        self.env.cr.execute(
            "UPDATE x_review SET x_result = -3 WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        self.env["tolerance.enforcement"]._cron_sweep()
        row = self.env["tolerance.neutralisation"].search(
            [("res_model", "=", "x_review"), ("res_id", "=", line.id)]
        )
        self.assertEqual(row.state, "to_check")

    def test_backdated_mark_of_a_possible_twin_is_refused(self):
        self._decide()
        twin = self.env["hr.employee"].create(
            {"name": "Twin", "work_contact_id": self.officer.work_contact_id.id}
        )
        with self.assertRaisesRegex(UserError, "Name the matter"):
            self._make_mark(matter_id=False, date=self.EARLY, employee_id=twin.id)
