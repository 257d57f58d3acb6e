from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..all_rooms.matrix_shelf import find_models
from .access_log_common import AccessLogCase
from .closure_common import ClosureCase

NOBODY = 2**30
SILENT = (
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models",
)


@tagged("post_install", "-at_install")
class TestOnchange(ClosureCase):
    """A form that is not saved leads to no record that is closed to its user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env, login="onchange_colleague", groups="base.group_user"
        )

    def find_ways(self):
        """Yield models and their fields that lead to a record that can be closed."""
        for name in find_models(self.env):
            for field in self.env[name]._fields.values():
                if field.comodel_name in self.family and field.store:
                    yield name, field

    def ask(self, model, field, record_id, by="value"):
        """Return what the form says of the record, as values or as a refusal."""
        value = record_id if field.type == "many2one" else [[6, 0, [record_id]]]
        # What follows from the field shows what it leads to.
        spec = {
            one.name: {"fields": {"display_name": {}}} if one.relational else {}
            for one in model._fields.values()
            if one.name == field.name
            or (one.related and one.related.split(".")[0] == field.name)
            or (one.compute and not one.related)
        }
        spec.pop("display_name", None)
        try:
            if by == "value":
                answer = model.onchange({field.name: value}, [field.name], spec)
            else:
                model = model.with_context(**{f"default_{field.name}": value})
                answer = model.onchange({}, [], spec)
        except AccessError as error:
            return "AccessError", str(error)
        return "answered", answer

    def can_edit_answers(self, model):
        return model.has_access("create")

    @mute_logger(*SILENT)
    def test_closed_record_looks_missing_in_onchange(self):
        self.bar()
        tried = set()
        users = [self.colleague, *self.staff]
        for user in users:
            env = self.env(user=user, su=False)
            for name, field in self.find_ways():
                record = self.family[field.comodel_name]
                if not self.can_edit_answers(env[name]) or record.with_env(
                    env
                )._filtered_access("read"):
                    continue
                for by in ("value", "default"):
                    with self.subTest(f"{name}.{field.name} {by} {user.login}"):
                        # A form of its own for each, as for each request.
                        closed = self.ask(env[name], field, record.id, by)
                        self.env.invalidate_all()
                        nobody = self.ask(env[name], field, NOBODY, by)
                        self.env.invalidate_all()
                        self.assertEqual(closed[0], "AccessError", closed[1])
                        self.assertEqual(closed, nobody)
                        tried.add((name, field.name, user))
        self.assertGreater(len(tried), 20)

    @mute_logger(*SILENT)
    def test_closed_record_looks_missing_in_lines(self):
        clerk = self.users["clerk"]
        self.bar()
        env = self.env(user=clerk, su=False)
        case = self.family["tolerance.case"]
        for values in (
            {"proceeding_ids": [[0, "virtual_1", {"matter_id": 1}]]},
            {"case_ids": [[0, "virtual_1", {"matter_id": case.sudo().matter_id.id}]]},
            {"case_ids": [[4, case.id]]},
            {"case_ids": [[6, 0, case.ids]]},
            {"case_ids": [[1, case.id, {}]]},
        ):
            matter = env["tolerance.matter"]
            name = next(iter(values))
            if name not in matter._fields:
                continue
            with self.subTest(values), self.assertRaises(AccessError):
                matter.onchange(values, [name], {name: {"fields": {"name": {}}}})

    def test_onchange_works_for_permitted_readers(self):
        env = self.env(user=self.other, su=False)
        answered = 0
        for name, field in self.find_ways():
            record = self.family[field.comodel_name].with_env(env)
            if self.can_edit_answers(env[name]) and record._filtered_access("read"):
                with self.subTest(f"{name}.{field.name}"):
                    how, answer = self.ask(env[name], field, record.id)
                    self.assertEqual(how, "answered", answer)
                    answered += 1
                self.env.invalidate_all()
        self.assertGreater(answered, 20)


@tagged("post_install", "-at_install")
class TestOnchangeOpening(AccessLogCase):
    """What is read of a classified case that way is in the access log."""

    def test_a_form_that_names_a_content(self):
        self.classify()
        application = self.case.party_ids.application_id
        self.log_in()
        before = len(self.get_lines())
        self.call(
            "tolerance.case.party",
            "onchange",
            [],
            {"application_id": application.id},
            ["application_id"],
            {"statement": {}},
        )
        self.assertIn(self.line("form"), self.get_lines()[before:])

    @mute_logger("odoo.http")
    def test_values_of_a_copy_are_logged_or_refused(self):
        """It is refused, or the reading is in the log."""
        self.classify()
        names = (
            "tolerance.application",
            "tolerance.case",
            "tolerance.case.party",
            "tolerance.evidence",
            "tolerance.inquiry",
        )
        for name in names:
            record = self.env[name].search([], limit=1)
            with self.subTest(name), self.assertRaises(AccessError):
                record.with_user(self.users["clerk"]).copy_data()
