"""What has to stay stays, also when the caller says that a module goes."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestDeletion(GuardCase):
    def _as_uninstalled(self, records):
        return records.with_context(**{MODULE_UNINSTALL_FLAG: True})

    def test_context_keys_do_not_skip_deletion_checks(self):
        skipped = {
            f"{model._name}.{method.__name__}"
            for model in self.env.values()
            for method in model._ondelete_methods
            if method.__module__.startswith("odoo.addons.mistake_tolerance")
            and not method._ondelete
        }
        self.assertFalse(skipped, "Use models/base/deletion.py.")

    def test_neutralised_mark(self):
        mark = self._make_mark()
        self._decide()
        self.assertTrue(mark.is_neutralised)
        with self.assertRaises(UserError):
            self._as_uninstalled(self.as_user("hr_officer", mark)).unlink()
        self.assertTrue(mark.exists())

    def test_protected_person(self):
        self._decide()
        with self.assertRaises(UserError):
            self._as_uninstalled(self.officer).unlink()

    def test_settled_record(self):
        hr = self.as_user("hr_officer")
        promotion = hr["tolerance.promotion"].create(
            {"employee_id": self.officer.id, "to_job": "Deputy Head"}
        )
        act(promotion).action_propose()
        with self.assertRaises(UserError):
            self._as_uninstalled(promotion).unlink()
        self.assertTrue(promotion.exists())
