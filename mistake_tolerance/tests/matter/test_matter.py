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

    def test_copy_of_a_decided_matter_is_open(self):
        # Who is concerned by a second matter is entered with the reason.
        subject = self.officer.tolerance_subject_id
        self.matter._write_unlocked({"is_open": False, "subject_ids": subject.ids})
        twin = self.as_user("clerk", self.matter).copy()
        self.assertTrue(twin.is_open)
        self.assertFalse(twin.subject_ids)
        self.assertNotEqual(twin.name, self.matter.name)

    def test_found_by_its_title(self):
        found = self.env["tolerance.matter"].name_search("roll call missed")
        self.assertEqual(found, [(self.matter.id, self.matter.name)])

    def test_a_mail_names_the_number_and_a_choice_shows_the_title(self):
        self.assertEqual(self.matter.display_name, self.matter.name)
        choice = self.matter.with_context(formatted_display_name=True)
        self.assertIn("A roll call missed one", choice.display_name)
