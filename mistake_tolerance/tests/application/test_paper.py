import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestPaper(CaseWalk):
    """Requirement: somebody without a login applies on paper, entered by the clerk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer.user_id = False
        cls.company.tolerance_clerk_id = cls.users["clerk"]

    def scan(self, role="clerk"):
        return self.as_user(role)["ir.attachment"].create(
            {"name": "paper.pdf", "datas": base64.b64encode(b"%PDF-1.4 scan")}
        )

    def enter(self, role="clerk", **values):
        Application = self.as_user(role)["tolerance.application"]
        return Application.with_context(default_is_on_paper=True).create(
            {
                "paper_subject_id": self.officer.tolerance_subject_id.id,
                "paper_received_on": self.company._tolerance_today(),
                "organ": "Discipline Inspection Group",
                "proceeding_started_on": self.company._tolerance_today(),
                "what_happened": "He writes that the plan left a gate.",
                "attachment_ids": [(6, 0, self.scan(role).ids)],
                **values,
            }
        )

    def test_the_form_asks_for_the_paper(self):
        Application = self.as_user("clerk")["tolerance.application"]
        Application = Application.with_context(default_is_on_paper=True)
        with logged_in(Application.env), Form(Application) as form:
            form.paper_subject_id = self.unit.tolerance_subject_id
            self.assertEqual(form.kind, "unit")
            self.assertEqual(form.department_id, self.unit)
            form.paper_subject_id = self.officer.tolerance_subject_id
            form.paper_received_on = "2026-06-01"
            form.organ = "Audit office"
            form.proceeding_started_on = "2026-06-01"
            form.what_happened = "A gate."
        paper = form.save()
        self.assertTrue(paper.is_on_paper)
        self.assertFalse(paper.user_id)
        self.assertEqual(paper.entered_by, self.users["clerk"])
        self.assertEqual(paper.subject_id, self.officer.tolerance_subject_id)
        with self.assertRaises(UserError) as caught:
            act(paper).action_submit()
        self.assertIn("Attachments", str(caught.exception))

    def test_from_paper_to_case_and_service(self):
        paper = self.enter()
        act(paper).action_submit()
        self.assertEqual(paper.state, "filed")
        self.assertEqual(paper.filing_way, "paper")
        self.assertIn("paper.pdf", paper.receipt)
        self.assertIn(paper.check_code, paper.receipt)
        self.answer(paper)
        case = paper.party_ids.case_id
        self.assertEqual(case.party_ids.subject_id, self.officer.tolerance_subject_id)
        names = paper.sudo().activity_ids.activity_type_id.mapped("name")
        self.assertIn("Hand Over the Answer on Paper", names)
        self.decide_and_serve(case)
        self.assertEqual(paper.state, "served")
        self.assertTrue(paper.served_text)

    def decide_and_serve(self, case):
        self.inquire(case)
        self.decide(case)
        self.serve(case)

    def test_the_day_of_the_paper_counts(self):
        with freeze_time("2026-06-30 02:00:00"):
            days = {"proceeding_started_on": "2026-06-01", "occurred_on": "2026-05-04"}
            paper = self.enter(paper_received_on="2026-06-10", **days)
            act(paper).action_submit()
            self.assertEqual(str(paper.submitted_on), "2026-06-10")
            self.assertFalse(paper.is_late)
            late = self.enter(paper_received_on="2026-06-11", **days)
            with self.assertRaises(UserError) as caught:
                act(late).action_submit()
            self.assertIn("time limit", str(caught.exception))
            late.late_reason = "The paper says: in hospital."
            act(late).action_submit()
            self.assertTrue(late.is_late)

    def test_a_returned_paper_waits_with_the_clerk(self):
        paper = self.enter()
        act(paper).action_submit()
        self.answer(paper, decision="return", reason="Sign it.")
        self.assertEqual(paper.state, "returned")
        users = paper.sudo().activity_ids.user_id
        self.assertEqual(users, self.users["clerk"])
        paper.statement = "Signed now."
        act(paper).action_submit()
        self.assertEqual(paper.state, "filed")

    def test_who_may_enter_a_paper(self):
        for role in ("colleague", "hr_officer", "member"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.enter(role)
        self.make_user("clerk2", "clerk")
        paper = self.enter()
        with self.assertRaises(UserError):
            self.as_user("clerk2", paper).organ = "Other"
        own = self.users["clerk"]
        self.env["hr.employee"].create({"name": "Test Clerk", "user_id": own.id})
        with self.assertRaises(ValidationError):
            self.enter(paper_subject_id=own.employee_id.tolerance_subject_id.id)

    def test_an_applicant_has_no_paper_fields(self):
        with self.assertRaises(AccessError):
            self.draft("colleague", is_on_paper=True)
        application = self.draft("colleague", entered_by=self.users["clerk"].id)
        self.assertFalse(application.entered_by)
        with self.assertRaises(UserError):
            application.is_on_paper = True

    def test_the_notice_on_paper_is_answered(self):
        today = self.company._tolerance_today()
        matter = self.as_user("clerk")["tolerance.matter"].create(
            {
                "title": "Gate unwatched",
                "occurred_on": "2026-03-02",
                "subject_ids": [(6, 0, self.officer.tolerance_subject_id.ids)],
            }
        )
        proceeding = matter.env["tolerance.proceeding"].create(
            {"matter_id": matter.id, "organ": "Organ", "started_on": today}
        )
        act(self.enter()).action_submit()
        self.assertEqual(set(proceeding.notice_ids.mapped("applied_on")), {today})
