from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from .letter_common import LetterChecks, write_texts


@tagged("post_install", "-at_install")
class TestApplicationLetter(LetterChecks, CaseWalk):
    """Each state of an application has its letter, for applicant and clerk alike."""

    def test_the_application_is_printed_as_a_draft_until_it_is_submitted(self):
        draft = self.draft()
        text = write_texts(draft)
        self.assertIn("Draft, not submitted", text)
        self.assertIn("Application for Tolerance", text)
        self.assertIn("The new patrol plan left a gate unwatched.", text)
        self.assertIn("Applicant: ＿", text)
        with self.assertRaises(AccessError):
            self.as_user("inquirer", draft).action_print_letter()

    def test_receipt_and_answers_are_printed(self):
        application = self.file()
        text = write_texts(application)
        self.assertIn("Receipt of an Application", text)
        self.assertIn(application.name, text)
        self.assertIn(application.receipt.splitlines()[0], text)
        self.answer(application, decision="return", reason="Name the organ.")
        text = write_texts(application)
        self.assertIn("Notice of Return for Completion", text)
        self.assertIn("Name the organ.", text)

    def test_who_is_not_accepted_reads_why(self):
        application = self.file()
        self.answer(
            application, decision="refuse", ground="late", reason="Three weeks late."
        )
        text = write_texts(application)
        self.assertIn("Notice of Non-Acceptance", text)
        self.assertIn("Submitted late without sufficient reason", text)
        self.assertIn("Three weeks late.", text)

    def test_acceptance_names_the_case_and_is_measured(self):
        case = self.accept()
        application = self.as_user("officer", case.sudo().party_ids.application_id)
        self.assertIn(case.name, write_texts(application))
        printed = self.measure(application)
        self.assertIn(application.name, printed.get_text())
