"""What is computed copes with no record, a new one and several."""

from itertools import chain

from odoo.tests import tagged

from .demo_common import ADDONS, ROLES, DemoCase

RECORDS = r"\b(tolerance|hr|res)(\.[a-z_]+)+\("


@tagged("post_install", "-at_install")
class TestAnyRecordset(DemoCase):
    """Every model of ours and every field of ours on a model of Odoo's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.models_of_ours = [
            model
            for model in cls.env.values()
            if not model._abstract and model._original_module in ADDONS
        ]
        cls.fields_of_ours = [
            (model, field)
            for model in cls.env.values()
            if not model._abstract
            for field in model._fields.values()
            if field.compute and {*field._modules} & {*ADDONS}
        ]

    def each(self, get_records):
        """Compute each of the fields on what ``get_records`` returns for its model.

        :param get_records: function that takes the empty recordset of a model
        """
        for model, field in self.fields_of_ours:
            with self.subTest(f"{model._name}.{field.name}"):
                with self.env.cr.savepoint():
                    records = get_records(model)
                    field.compute_value(records)
                    self.env.flush_all()
                    if field.type in ("char", "text", "html"):
                        for record in records:
                            # No records where words should stand: "tolerance.case()".
                            self.assertNotRegex(record[field.name] or "", RECORDS)

    def test_there_are_fields_of_both_kinds(self):
        names = {f"{model._name}.{field.name}" for model, field in self.fields_of_ours}
        self.assertIn("tolerance.decision.delivery.can_classify", names)
        self.assertIn("hr.employee.tolerance_points", names)
        self.assertGreater(len(names), 300)

    def test_empty_recordset_is_accepted(self):
        self.each(lambda model: model)

    def test_a_new_record(self):
        self.each(lambda model: model.new({}))

    def test_several_new_records(self):
        self.each(lambda model: model.new({}) + model.new({}))

    def test_several_stored_records(self):
        self.each(lambda model: model.search([], limit=3))

    def test_a_new_record_of_each_role(self):
        for role in ROLES:
            user = self.user(role)
            for model, field in self.fields_of_ours:
                mine = model.with_user(user)
                if not mine.has_access("read") or not mine._has_field_access(
                    field, "read"
                ):
                    continue
                with self.subTest(f"{role}: {model._name}.{field.name}"):
                    mine.new({})[field.name]

    def test_defaults(self):
        for model in self.models_of_ours:
            with self.subTest(model._name):
                defaults = model.default_get(list(model._fields))
                self.assertLessEqual(defaults.keys(), model._fields.keys())

    def test_onchanges(self):
        for model in self.models_of_ours:
            for method in {*chain.from_iterable(model._onchange_methods.values())}:
                for records in (model.new({}), model.search([], limit=1)):
                    with self.subTest(f"{model._name} {method}"):
                        method(records)
