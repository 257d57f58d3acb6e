from odoo.orm.models import LOG_ACCESS_COLUMNS
from odoo.tests import tagged

from ...models.scheme.dump import dump_version, get_plain_fields
from ...models.scheme.loader import SchemeLoader
from .scheme_common import SchemeCase


@tagged("post_install", "-at_install")
class TestSchemeDump(SchemeCase):
    """A version read back into the entries from which it was loaded."""

    def test_every_shipped_regulation_survives(self):
        Scheme = self.env["tolerance.scheme"]
        for code in Scheme._get_preset_codes():
            with self.subTest(code=code):
                first = dump_version(Scheme._load_preset(code, self.company))
                if code == "gansu_2018":
                    self.assertTrue(first["articles"] and first["steps"])
                again = SchemeLoader(self.env, self.company).load_version(
                    self.scheme, first
                )
                second = dump_version(again)
                del first["scheme"], second["scheme"]
                for key in first:
                    with self.subTest(code=code, list=key):
                        self.assertEqual(first[key], second[key])

    def test_nothing_of_a_part_is_left_out(self):
        """A new kind of field in a part has to be read and written as well."""
        for model in self.env["tolerance.scheme.part.mixin"]._get_part_models():
            kept = {*get_plain_fields(model)}
            kept |= {field.name for field in model._get_references().values()}
            kept |= {"sequence", "version_id", model._preset_parent}
            kept |= {"id", *LOG_ACCESS_COLUMNS}
            for name, field in model._fields.items():
                is_own = field.store and field.copy and not field.compute
                if is_own and field.type != "one2many":
                    with self.subTest(model=model._name, field=name):
                        self.assertIn(name, kept)

    def test_an_empty_cell_can_mean_nothing_else_than_empty(self):
        """Else a value that was taken away comes back as the default."""
        for model in self.env["tolerance.scheme.part.mixin"]._get_part_models():
            for name, field in get_plain_fields(model).items():
                if field.type not in ("boolean", "integer", "float"):
                    with self.subTest(model=model._name, field=name):
                        self.assertTrue(field.required or not field.default)
