from odoo.tests import TransactionCase, tagged

from .matrix_dossier import Dossier
from .matrix_operations import get_transitions
from .matrix_shelf import Shelf, find_models


@tagged("post_install", "-at_install")
class TestWorkflow(TransactionCase):
    """What the models declare of their transitions is what there is."""

    def get_models(self):
        for name in find_models(self.env):
            model = self.env[name]
            if transitions := get_transitions(model):
                yield model, transitions

    def make_dossier(self):
        employee = self.env["hr.employee"].create({"name": "Workflow Person"})
        shelf = Shelf(self.env, self.env.company)
        return Dossier(self.env, shelf, "none", employee)

    def test_states_are_those_of_the_field(self):
        count = 0
        for model, transitions in self.get_models():
            for action, transition in transitions.items():
                states = {*transition.sources, transition.target} - {None}
                if states:
                    count += 1
                    known = set(model._fields["state"].get_values(self.env))
                    with self.subTest(f"{model._name} {action}"):
                        self.assertLessEqual(states, known)
        self.assertGreater(count, 50)

    def test_each_refusal_is_a_method_and_each_need_a_field(self):
        for model, transitions in self.get_models():
            for action, transition in transitions.items():
                with self.subTest(f"{model._name} {action}"):
                    self.assertLessEqual(set(transition.required), model._fields.keys())
                    for name in (*transition.hidden_by, *transition.refused_by):
                        self.assertTrue(name.startswith("_get_"))
                        self.assertTrue(callable(getattr(model, name)))

    def test_optional_fields_are_not_asked_for(self):
        dossier = self.make_dossier()
        for model, transitions in self.get_models():
            record = dossier.get(model._name)
            for action in transitions:
                if not record._get_required_fields(action):
                    with self.subTest(f"{model._name} {action}"):
                        self.assertFalse(record._get_empty_fields(action))
                        self.assertFalse(record._get_required_sentence(action))

    def test_models_do_not_override_the_refusal_methods(self):
        """Models add to what stands against a transition; one place asks for it."""
        for model, _transitions in self.get_models():
            for cls in type(model).mro():
                own = {"_compute_can", "_get_refusals", "_check_transition"} & vars(
                    cls
                ).keys()
                if own:
                    with self.subTest(f"{model._name} {own}"):
                        self.assertTrue(cls.__module__.endswith("base.workflow_mixin"))

    def test_each_button_follows_its_transition(self):
        """A field of a button is filled by the workflow, or it is none of its own."""
        for model, transitions in self.get_models():
            for name, field in model._fields.items():
                action = name.removeprefix("can_")
                if action != name and action in transitions:
                    with self.subTest(f"{model._name} {name}"):
                        self.assertEqual(field.compute, "_compute_can")
                elif field.compute == "_compute_can":
                    self.fail(f"{model._name} {name}: no such transition")

    def test_a_step_refusal_hides_the_button_and_is_what_is_said(self):
        dossier = self.make_dossier()
        count = 0
        for model, transitions in self.get_models():
            record = dossier.get(model._name)
            for action in transitions:
                with self.subTest(f"{model._name} {action}"):
                    step = record._get_hiding_refusals(action)
                    self.assertLessEqual(
                        step.items(), record._get_refusals(action).items()
                    )
                    self.assertEqual(model.browse()._get_refusals(action), {})
                    if f"can_{action}" in model._fields:
                        count += 1
                        self.assertEqual(record[f"can_{action}"], not step)
        self.assertGreater(count, 50)
