from odoo.tests import TransactionCase, tagged

from .matrix_shelf import find_models


@tagged("post_install", "-at_install")
class TestDerived(TransactionCase):
    def test_no_client_writes_what_follows_from_other_records(self):
        """The ORM would take any value, and access rules read these fields."""
        access = self.env["ir.model.access"].search(
            ["|", ("perm_write", "=", True), ("perm_create", "=", True)]
        )
        writable = set(access.mapped("model_id.model"))
        derived = self.registry["tolerance.derived"]
        count = 0
        for name in find_models(self.env):
            model = self.env[name]
            stored = [
                field.name
                for field in model._fields.values()
                if field.store and field.related and field.readonly
            ]
            if name in writable and stored and not model._transient:
                count += 1
                with self.subTest(name=name, fields=stored):
                    self.assertIsInstance(model, derived)
        self.assertGreater(count, 30)
