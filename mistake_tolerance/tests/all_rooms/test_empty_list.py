from odoo.tests import tagged

from ..common import ToleranceTestCase

NOTE = "Records that you have no right to see are not listed."


@tagged("post_install", "-at_install")
class TestEmptyList(ToleranceTestCase):
    """An empty list does not claim that there is nothing."""

    def test_every_list_says_that_others_are_not_listed(self):
        actions = self.env["ir.actions.act_window"].search(
            [("res_model", "=like", "tolerance.%"), ("help", "!=", False)]
        )
        self.assertGreater(len(actions), 30)
        for action in actions:
            with self.subTest(action=action.name):
                (values,) = action.read(["help", "res_model", "context"])
                self.assertEqual(values["help"].count(NOTE), 1)

    def test_lists_of_others_stay_as_they_are(self):
        for model in ("res.partner", "hr.employee"):
            with self.subTest(model=model):
                self.assertNotIn(NOTE, self.env[model].get_empty_list_help("<p>No</p>"))

    def test_a_list_without_a_text_gets_none(self):
        self.assertFalse(
            self.env["tolerance.interest.declaration"].get_empty_list_help("")
        )
