from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestTours(CaseWalk, HttpCase):
    """Each role does its part of a case in the browser."""

    def walk(self, path, role, login):
        self.start_tour(f"/odoo/{path}", f"tolerance_{role}", login=login)

    def test_employee_applies(self):
        self.walk("my-tolerance-applications", "employee", "test_officer")
        application = self.env["tolerance.application"].search(
            [("user_id", "=", self.users["officer"].id)]
        )
        self.assertEqual(application.state, "with_unit")
        self.assertEqual(len(application.situation_ids), 1)

    def test_unit_head_forwards(self):
        application = self.submit()
        self.walk("unit-tolerance-applications", "unit_head", "test_head")
        self.assertEqual(application.state, "filed")
        self.assertIn("supports", application.unit_opinion)

    def test_clerk_accepts(self):
        self.file()
        self.walk("received-tolerance-applications", "clerk", "test_clerk")
        matter = self.env["tolerance.matter"].search([], order="id desc", limit=1)
        self.assertEqual(matter.title, "Gate unwatched")
        case = matter.case_ids
        team = case.inquiry_ids.member_ids.user_id
        self.assertEqual(team, self.users["inquirer"])

    def test_inquirer_assesses(self):
        case = self.accept()
        case.action_start_inquiry()
        case.inquiry_ids.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        self.walk("tolerance-inquiries", "inquirer", "test_inquirer")
        self.assertEqual(case.inquiry_ids.member_ids.state, "stated")
        lines = case.assessment_ids.line_ids
        self.assertEqual(lines.filtered("is_answered"), lines[:1])

    def test_member_votes(self):
        case = self.accept()
        self.inquire(case)
        ballot = self.get_ballots(self.open_session(case))
        # The server notes a refused request as a warning.
        with mute_logger("odoo.http"):
            self.walk("tolerance-ballots", "member", "test_member")
        self.assertTrue(ballot.cast_on)
        self.assertTrue(ballot.degree_id)

    def test_hr_officer_is_refused(self):
        case = self.accept()
        self.inquire(case)
        appraisal = self.as_user("hr_officer")["tolerance.appraisal"].create(
            {
                "employee_id": self.officer.id,
                "area_id": self.env.ref("mistake_tolerance.area_annual_appraisal").id,
                "mark_ids": [
                    (
                        0,
                        0,
                        {
                            "kind": "deduction",
                            "points": 3,
                            "matter_id": case.matter_id.id,
                            "reason": "Gate",
                        },
                    )
                ],
            }
        )
        self.assertEqual(appraisal.score, 97)
        self.decide(case)
        path = f"tolerance-appraisals/{appraisal.id}"
        # The server notes a refused request as a warning.
        with mute_logger("odoo.http"):
            self.walk(path, "hr_officer", "test_hr_officer")
        self.assertEqual(len(appraisal.mark_ids), 1)

    def test_auditor_verifies(self):
        self.accept()
        self.env["tolerance.ledger.seal"]._seal(self.company)
        self.walk("tolerance-ledger", "auditor", "test_auditor")
        verification = self.env["tolerance.ledger.verification"].search([], limit=1)
        self.assertEqual(verification.state, "ok")

    def test_administrator_reads_the_rules(self):
        self.walk("tolerance-scheme-versions", "administrator", "test_administrator")
        rules = self.as_user("administrator")
        self.assertFalse(rules["tolerance.case"].has_access("read"))
