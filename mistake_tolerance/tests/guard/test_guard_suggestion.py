from odoo.tests import Form, tagged

from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestGuardSuggestion(ReviewCase):
    """What the fields of a record type suggest when its name is entered."""

    def _form(self, model):
        Guard = self.env["tolerance.guard"].with_user(self.users["administrator"])
        form = Form(Guard)
        form.name = "New"
        form.model = model
        return form

    def test_paths_are_proposed_from_the_fields(self):
        form = self._form("x_review")
        self.assertEqual(form.path_subject, "x_sheet_id.x_employee_id")
        self.assertEqual(form.path_matter, "x_matter_id")
        self.assertEqual(form.path_date, "x_day")
        self.assertIn("x_points", form.suggestion)
        self.assertNotIn("add a many2one", form.suggestion)
        form.area_id = self.annual
        guard = form.save()
        self.assertFalse(guard.problem)

    def test_suggestion_keeps_entered_values(self):
        Guard = self.env["tolerance.guard"].with_user(self.users["administrator"])
        form = Form(Guard)
        form.path_subject = "x_other_id"
        form.model = "x_review"
        self.assertEqual(form.path_subject, "x_other_id")

    def test_suggestion_names_what_was_not_found(self):
        """As with an appraisal module that keeps its result in words."""
        self._make_model(
            "x_oca_appraisal",
            [
                ("x_name", "char", False),
                ("x_employee_id", "many2one", "hr.employee"),
                ("x_date_close", "date", False),
                ("x_manager_feedback", "html", False),
            ],
        )
        form = self._form("x_oca_appraisal")
        self.assertEqual(form.path_subject, "x_employee_id")
        self.assertEqual(form.path_date, "x_date_close")
        self.assertFalse(form.path_matter)
        self.assertIn("add a many2one to tolerance.matter", form.suggestion)
        self.assertIn("Enter the condition", form.suggestion)

    def test_selections_are_named_with_their_values(self):
        form = self._form("tolerance.promotion")
        self.assertIn("kind", form.suggestion)
        self.assertIn("quota_exit", form.suggestion)
        self.assertEqual(form.path_subject, "employee_id")
        self.assertEqual(form.path_area, "area_id")

    def test_a_type_that_is_not_there(self):
        form = self._form("hr.appraisal.not.installed")
        self.assertFalse(form.suggestion)
        self.assertIn("waits", form.problem)
