import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import act
from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestGuardValidation(ReviewCase):
    """What the form says to the user who enters a guard, slips included."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_model(
            "x_ward",
            [
                ("x_employee_id", "many2one", "hr.employee"),
                ("x_matter_id", "many2one", "tolerance.matter"),
                ("x_points", "float", False),
            ],
        )
        cls.env["ir.model.fields"].create(
            {
                "name": "x_state",
                "model_id": cls.env["ir.model"]._get_id("x_ward"),
                "ttype": "selection",
                "field_description": "State",
                "selection": "[('good', 'Good'), ('bad', 'Bad')]",
            }
        )
        action = cls.env.ref("mistake_tolerance.tolerance_guard_action")
        cls.context = json.loads(action.context.replace("'", '"').replace("F", "f"))

    def _form(self):
        Guard = self.env["tolerance.guard"].with_user(self.users["administrator"])
        form = Form(Guard.with_context(**self.context))
        form.name = "Wards"
        form.model = "x_ward"
        form.area_id = self.annual
        return form

    def _enter(self, **values):
        form = self._form()
        form.negative_domain = "[('x_state', '=', 'bad')]"
        for name, value in values.items():
            form[name] = value
        return form

    def _mark(self, **values):
        record = self.env["x_ward"].create(
            {
                "x_employee_id": self.officer.id,
                "x_matter_id": self.matter.id,
                "x_state": "bad",
                **values,
            }
        )
        self.env.flush_all()
        return record

    def test_new_form_shows_no_warning(self):
        Guard = self.env["tolerance.guard"].with_user(self.users["administrator"])
        self.assertFalse(Form(Guard).problem)

    def test_a_guard_is_entered_switched_off_corrected_and_switched_on(self):
        decision = self._decide()
        guard = self._enter().save()
        self.assertFalse(guard.active)
        record = self._mark()
        # One person corrects what nobody relies on yet.
        guard.negative_domain = "[('x_points', '>', 2)]"
        guard.write(
            {
                "negative_domain": "[('x_state', '=', 'bad')]",
                "neutral_values": '{"x_state": "good"}',
            }
        )
        self.assertEqual(record.x_state, "bad")
        guard.action_switch_on()
        self.assertEqual(record.x_state, "good")
        with self.assertRaises(UserError) as caught:
            self._mark()
        self.assertIn(decision.name, str(caught.exception))
        with self.assertRaises(UserError):
            guard.negative_domain = "[('x_points', '>', 2)]"

    def test_only_administrators_switch_on(self):
        guard = self._enter().save()
        for role in ("hr_officer", "officer"):
            with self.subTest(role), self.assertRaises(AccessError):
                guard.with_user(self.users[role]).action_switch_on()

    def test_each_slip_is_named_at_once(self):
        for values, words in (
            ({"negative_domain": "[('x_stat', '=', 'bad')]"}, "x_state"),
            ({"negative_domain": "[('x_state', '=', 'worse')]"}, "good and bad"),
            ({"negative_domain": "x_state = bad"}, '"x_state", "=", "bad"'),
            ({"path_matter": "x_mater_id"}, "x_matter_id"),
            ({"neutral_values": "good"}, '"x_state": "good"'),
            ({"neutral_values": '{"x_state": "fine"}'}, "good and bad"),
            ({"neutral_values": '{"x_points": "none"}'}, "cannot hold none"),
            ({"neutral_values": '{"x_points": 0}'}, "still negative"),
            ({"neutral_values": '{"x_points": NaN}'}, "JSON object"),
            ({"neutral_values": '{"x_points": -1e999}'}, "JSON object"),
            ({"neutral_values": "[" * 100_000}, "JSON object"),
            ({"neutral_values": '{"x_state": "bad"}'}, "still negative"),
        ):
            with self.subTest(values=values):
                form = self._enter(**values)
                self.assertIn(words, form.problem)
                with self.assertRaisesRegex(ValidationError, words):
                    form.save()

    def test_values_that_do_make_it_neutral(self):
        for domain, neutral in (
            ("[('x_state', '=', 'bad'), ('x_points', '>', 1)]", '{"x_points": 0}'),
            ("['|', ('x_state', '!=', 'bad'), ('x_points', '>', 1)]", None),
            ("['!', ('x_state', '=', 'good')]", '{"x_state": "good"}'),
            ("[('x_matter_id.is_open', '=', True)]", '{"x_matter_id": null}'),
        ):
            with self.subTest(domain=domain):
                self.assertFalse(
                    self._enter(negative_domain=domain, neutral_values=neutral).problem
                )

    def test_a_guard_that_names_a_value_that_went_still_protects(self):
        guard = self._enter(neutral_values='{"x_state": "good"}').save()
        guard.action_switch_on()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE tolerance_guard SET neutral_values = %s WHERE id = %s",
            ['{"x_state": "gone"}', guard.id],
        )
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self.assertIn("has no value gone", guard.problem)
        self.assertFalse(guard._get_problem())
        decision = self._decide()
        with self.assertRaisesRegex(UserError, decision.name):
            self._mark()

    def test_a_condition_is_offered_to_copy(self):
        offered = self._form().suggestion
        self.assertIn("good (Good) and bad (Bad)", offered)
        for domain, neutral in (
            ("[('x_state', '=', 'bad')]", '{"x_state": "good"}'),
            ("[('x_points', '>', 0)]", '{"x_points": 0}'),
        ):
            self.assertIn(f"{domain}, neutral: {neutral}", offered)
            self._enter(negative_domain=domain, neutral_values=neutral).save()

    def test_request_with_a_mistake_is_refused_to_every_user(self):
        guard = self._enter().save()
        Change = self.env["tolerance.guard.change"]
        with self.assertRaisesRegex(UserError, "x_state"):
            act(Change.with_user(self.users["administrator"])).create(
                {
                    "guard_id": guard.id,
                    "reason": "Test",
                    "negative_domain": "[('x_stat', '=', 'bad')]",
                }
            )
