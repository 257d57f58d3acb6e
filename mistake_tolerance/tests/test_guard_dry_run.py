from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardDryRun(GuardCase):
    """An agency tries a guard on commendations before switching it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls.env["tolerance.guard"].create(
            {
                "name": "Marks, read once more",
                "model": "tolerance.mark",
                "active": False,
                "path_subject": "subject_id",
                "path_matter": "matter_id",
                "path_date": "date",
                "path_amount": "points",
                "path_area": "area_id",
                "negative_domain": '[("active", "=", True)]',
            }
        )
        cls.guard = cls.guard.with_user(cls.users["administrator"])

    def _run(self):
        action = self.guard.action_dry_run()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_shows_what_it_would_have_hit_and_changes_nothing(self):
        covered = self._make_mark()
        free = self._make_mark(matter_id=self.other_matter.id)
        before = self._run()
        self.assertEqual(before.hit_count, 0)
        self.assertGreaterEqual(before.negative_count, 2)
        self._decide()
        values = (covered | free).read()
        kept = self.env["tolerance.neutralisation"].search_count([])
        touched = self.matter.guard_touch
        run = self._run()
        self.assertEqual(run.hit_count, 1)
        self.assertEqual(run.line_ids.mapped("res_id"), covered.ids)
        self.assertEqual(run.line_ids.outcome, "covered")
        self.assertEqual(run.negative_count, before.negative_count)
        self.env.invalidate_all()
        self.assertEqual((covered | free).read(), values)
        self.assertEqual(self.matter.guard_touch, touched)
        self.assertEqual(self.env["tolerance.neutralisation"].search_count([]), kept)
        self.assertFalse(self.guard.active)

    def test_administrators_only(self):
        for role in ("hr_officer", "auditor", "officer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(role, self.guard).action_dry_run()

    def test_guard_that_waits_says_so(self):
        self.guard.model = "hr.appraisal.not.installed"
        with self.assertRaisesRegex(UserError, "waits"):
            self.guard.action_dry_run()
