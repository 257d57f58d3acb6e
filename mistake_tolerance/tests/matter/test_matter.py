from odoo.tests import tagged

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestMatter(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matter = cls.env["tolerance.matter"]._create_unlocked(
            {"title": "A roll call missed one", "occurred_on": "2026-03-02"}
        )

    def test_found_by_its_title(self):
        found = self.env["tolerance.matter"].name_search("roll call missed")
        self.assertEqual(found, [(self.matter.id, self.matter.name)])

    def test_a_mail_names_the_number_and_a_choice_shows_the_title(self):
        self.assertEqual(self.matter.display_name, self.matter.name)
        choice = self.matter.with_context(formatted_display_name=True)
        self.assertIn("A roll call missed one", choice.display_name)
