from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestApplicantPage(CaseWalk):
    """Requirement: the applicant reads who acts, until when, and whom to ask."""

    def test_each_state_names_an_office_and_no_person(self):
        application = self.draft()
        self.assertEqual(application.acting_office, "The applicant")
        self.assertTrue(application.next_limit)
        act(application).action_submit()
        self.assertEqual(application.acting_office, self.unit.name)
        self.assertTrue(application.next_limit)
        self.assertIn("Receipt", application.papers)
        act(self.as_user("head", application)).action_forward()
        self.assertIn("Office for error tolerance", application.acting_office)
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        application.invalidate_recordset()
        self.assertTrue(application.acting_office)
        self.assertIn("Answer on Acceptance", application.papers)
        self.inquire(case)
        self.decide(case)
        application.invalidate_recordset()
        self.assertNotIn("Written Decision", application.papers)
        self.serve(case)
        application.invalidate_recordset()
        self.assertIn("Written Decision", application.papers)
        self.assertIn("over", application.acting_office)
        names = self.env["res.users"].union(*self.users.values()).mapped("name")
        text = f"{application.acting_office} {application.papers}"
        for name in names:
            self.assertNotIn(name, text)

    def test_whom_to_ask(self):
        application = self.submit()
        self.company.phone = "010-1234"
        application.invalidate_recordset()
        self.assertIn("010-1234", application.whom_to_ask)
        self.company.phone = False
        application.invalidate_recordset()
        self.assertIn("message below", application.whom_to_ask)
