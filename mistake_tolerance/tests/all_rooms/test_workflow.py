from odoo.tests import TransactionCase, tagged

from .matrix_dossier import Dossier
from .matrix_shelf import Shelf, find_models
from .matrix_verbs import get_transitions


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
            for verb, transition in transitions.items():
                states = {*transition.sources, transition.target} - {None}
                if states:
                    count += 1
                    known = set(model._fields["state"].get_values(self.env))
                    with self.subTest(f"{model._name} {verb}"):
                        self.assertLessEqual(states, known)
        self.assertGreater(count, 50)

    def test_each_refusal_is_a_method_and_each_need_a_field(self):
        for model, transitions in self.get_models():
            for verb, transition in transitions.items():
                with self.subTest(f"{model._name} {verb}"):
                    self.assertLessEqual(set(transition.needs), model._fields.keys())
                    for name in (*transition.step, *transition.content):
                        self.assertTrue(name.startswith("_get_"))
                        self.assertTrue(callable(getattr(model, name)))

    def test_what_a_transition_does_not_need_is_not_asked_for(self):
        dossier = self.make_dossier()
        for model, transitions in self.get_models():
            record = dossier.get(model._name)
            for verb, transition in transitions.items():
                if not transition.needs:
                    with self.subTest(f"{model._name} {verb}"):
                        self.assertFalse(record._get_empty_needs(verb))
                        self.assertFalse(record._get_needs_sentence(verb))

    def test_no_model_answers_in_a_way_of_its_own(self):
        """Models add to what stands against a transition; one place asks for it."""
        for model, _transitions in self.get_models():
            for cls in type(model).mro():
                own = {"_compute_can", "_get_refusals", "_check_verb"} & vars(
                    cls
                ).keys()
                if own:
                    with self.subTest(f"{model._name} {own}"):
                        self.assertTrue(cls.__module__.endswith("base.workflow_mixin"))

    def test_each_button_follows_its_transition(self):
        """A field of a button is filled by the workflow, or it is none of its own."""
        for model, transitions in self.get_models():
            for name, field in model._fields.items():
                verb = name.removeprefix("can_")
                if verb != name and verb in transitions:
                    with self.subTest(f"{model._name} {name}"):
                        self.assertEqual(field.compute, "_compute_can")
                elif field.compute == "_compute_can":
                    self.fail(f"{model._name} {name}: no such transition")

    def test_a_step_refusal_hides_the_button_and_is_what_is_said(self):
        dossier = self.make_dossier()
        count = 0
        for model, transitions in self.get_models():
            record = dossier.get(model._name)
            for verb in transitions:
                with self.subTest(f"{model._name} {verb}"):
                    step = record._get_step_refusals(verb)
                    self.assertLessEqual(
                        step.items(), record._get_refusals(verb).items()
                    )
                    self.assertEqual(model.browse()._get_refusals(verb), {})
                    if f"can_{verb}" in model._fields:
                        count += 1
                        self.assertEqual(record[f"can_{verb}"], not step)
        self.assertGreater(count, 50)
