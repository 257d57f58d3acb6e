from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestPointsEntry(PersonnelCase):
    """The running account: read from appraisals and marks, never written."""

    def _book(self, employee=None):
        """Two years of somebody: 5 added, 3 deducted; 2 added, 4 deducted."""
        for year, points, deducted in ((2025, 5, 3), (2026, 2, 4)):
            self.make_appraisal(
                employee,
                year=year,
                points=points,
                marks=[
                    {
                        "kind": "deduction",
                        "points": deducted,
                        "date": f"{year}-05-04",
                        "matter_id": year == 2026 and self.matter.id,
                    }
                ],
            )

    def _get_account(self, employee=None, env=None):
        return (env or self.hr)["tolerance.points.entry"].search(
            [("employee_id", "=", (employee or self.officer).id)], order="date, id"
        )

    def test_balance_runs_over_the_years(self):
        self._book()
        account = self._get_account()
        self.assertEqual(account.mapped("points"), [-3, 5, -4, 2])
        self.assertEqual(account.mapped("balance"), [-3, 2, -2, 0])
        self.assertEqual(
            [str(day) for day in account.mapped("date")],
            ["2025-05-04", "2025-12-31", "2026-05-04", "2026-12-31"],
        )
        self.assertEqual(self.officer.with_env(self.hr).tolerance_points, 0)

    def test_neutralised_mark_leaves_the_account_at_once(self):
        self._book()
        effect = self.protect(self.officer.tolerance_subject_id, "annual_appraisal")
        self.env.invalidate_all()
        account = self._get_account()
        self.assertEqual(account.mapped("points"), [-3, 5, -4, 2])
        self.assertEqual(account.mapped("counted"), [-3, 5, 0, 2])
        self.assertEqual(account.mapped("balance"), [-3, 2, 2, 4])
        self.assertEqual(account[2].decision_number, effect.name)
        public = self.hr["hr.employee.public"].browse(self.officer.id)
        self.assertEqual(public.tolerance_public_points, 4)
        effect._lift("2026-08-01")
        self.env.invalidate_all()
        self.assertEqual(self._get_account().mapped("balance"), [-3, 2, -2, 0])

    def test_reduced_deduction_counts_what_is_left(self):
        self._book()
        self.protect(
            self.officer.tolerance_subject_id,
            "annual_appraisal",
            form="deduction_reduced",
            cap_points=1,
        )
        self.assertEqual(self._get_account().mapped("counted"), [-3, 5, -1, 2])

    def test_archived_marks_are_not_in_the_account(self):
        appraisal = self.make_appraisal(marks=[{"kind": "deduction", "points": 3}])
        self.assertEqual(self._get_account().counted, -3)
        appraisal.mark_ids.active = False
        self.assertFalse(self._get_account())

    def test_points_account_is_read_only(self):
        self._book()
        entry = self._get_account()[0]
        for attempt in (
            lambda: entry.write({"counted": 9}),
            lambda: entry.create({"counted": 9}),
            entry.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_readers_of_a_points_account(self):
        self._book()
        self._book(self.colleague)
        own = self.env(user=self.users["officer"])
        self.assertEqual(self._get_account(env=own).mapped("balance"), [-3, 2, -2, 0])
        self.assertFalse(self._get_account(self.colleague, own))
        for role in ("head", "clerk", "auditor", "administrator"):
            env = self.env(user=self.users[role])
            with self.subTest(role):
                self.assertFalse(self._get_account(env=env))
                with self.assertRaises(AccessError):
                    env["hr.employee.public"].browse(self.officer.id).read(
                        ["tolerance_public_points"]
                    )
        action = self.hr["hr.employee.public"].browse(self.officer.id)
        action = action.action_view_tolerance_points()
        self.assertEqual(
            self.hr["tolerance.points.entry"].search(action["domain"]),
            self._get_account().sorted(lambda e: (e.date, e.id), reverse=True),
        )

    def test_accounts_of_many_take_the_queries_of_one(self):
        people = self.env["hr.employee"].create(
            [
                {"name": f"Points {number}", "company_id": self.company.id}
                for number in range(12)
            ]
        )
        for person in people:
            self._book(person)

        def count(employees):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            employees.with_env(self.hr).mapped("tolerance_points")
            self.hr["tolerance.points.entry"].search(
                [("employee_id", "in", employees.ids)]
            ).mapped("balance")
            return self.env.cr.sql_log_count - before

        count(people)
        self.assertEqual(count(people), count(people[:1]))
