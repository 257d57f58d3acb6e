from odoo.tests import tagged

from ... import post_init_hook
from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestPostInitHook(ToleranceTestCase):
    def test_existing_employees_get_a_subject_at_installation(self):
        before = self.colleague.tolerance_subject_id
        self.officer.active = False
        self.env.flush_all()
        for table, record in (
            ("hr_employee", self.officer),
            ("hr_department", self.unit),
        ):
            self.env.cr.execute(
                f"UPDATE {table} SET tolerance_subject_id = NULL WHERE id = %s",
                [record.id],
            )
        self.env.invalidate_all()
        post_init_hook(self.env)
        self.assertEqual(self.officer.tolerance_subject_id.kind, "person")
        self.assertEqual(self.unit.tolerance_subject_id.kind, "unit")
        self.assertEqual(self.colleague.tolerance_subject_id, before)
        for model in ("hr.employee", "hr.department"):
            records = self.env[model].with_context(active_test=False)
            self.assertFalse(records.search([("tolerance_subject_id", "=", False)]))
