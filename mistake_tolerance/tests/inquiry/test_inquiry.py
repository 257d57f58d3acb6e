import re

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestInquiry(CaseWalk):
    def test_team_is_made_of_inquirers_who_are_not_close(self):
        case = self.accept()
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        group = self.env.ref("mistake_tolerance.group_inquirer")
        for login in ("officer", "head"):
            self.users[login].group_ids += group
        for login in ("colleague", "officer", "head"):
            with self.subTest(login=login), self.assertRaises(UserError):
                inquiry.member_ids = [(0, 0, {"user_id": self.users[login].id})]
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        self.assertEqual(inquiry.member_ids.state, "asked")

    def test_subordinate_of_a_party_does_not_inquire(self):
        case = self.accept("head")
        case.action_start_inquiry()
        self.users["colleague"].group_ids += self.env.ref(
            "mistake_tolerance.group_inquirer"
        )
        with self.assertRaises(UserError):
            case.inquiry_ids.member_ids = [
                (0, 0, {"user_id": self.users["colleague"].id})
            ]

    def test_no_work_before_the_statement_of_no_interest(self):
        case = self.accept()
        case.action_start_inquiry()
        inquiry = self.as_user("inquirer", case.inquiry_ids)
        case.inquiry_ids.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        with self.assertRaises(UserError):
            self.enter_evidence(inquiry)
        with self.assertRaises(AccessError):
            inquiry.report = "<p>Early.</p>"
        with self.assertRaises(UserError):
            act(self.as_user("clerk", inquiry.member_ids)).action_state_no_interest()
        act(inquiry.member_ids).action_state_no_interest()
        self.assertIn(case.name, inquiry.member_ids.statement)
        self.enter_evidence(inquiry)

    def test_withdrawn_member_loses_sight_of_the_case(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        member_sudo = inquiry.member_ids.sudo()
        self.assertEqual(member_sudo.state, "stated")
        act(inquiry.member_ids).action_withdraw()
        self.env.invalidate_all()
        # What was declared before stays on file.
        self.assertEqual(member_sudo.state, "withdrawn")
        self.assertIn(case.name, member_sudo.statement)
        for record in (inquiry, self.as_user("inquirer", case)):
            with self.subTest(record=record), self.assertRaises(AccessError):
                record.read(["state"])

    def test_who_left_by_a_hand_over_can_come_back(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        clerk = self.as_user("clerk", inquiry)
        first = inquiry.sudo().member_ids
        again = {"user_id": self.users["inquirer"].id}
        first._write_unlocked({"state": "withdrawn"})
        clerk.member_ids = [(0, 0, again)]
        second = inquiry.sudo().member_ids - first
        self.assertEqual(second.state, "asked")
        self.assertIn(case.name, first.statement)
        act(inquiry).action_state_no_interest()
        self.assertEqual(second.state, "stated")
        self.enter_evidence(inquiry)

    def test_who_has_an_interest_does_not_come_back(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        act(inquiry.member_ids).action_withdraw()
        with self.assertRaises(UserError):
            self.as_user("clerk", inquiry).member_ids = [
                (0, 0, {"user_id": self.users["inquirer"].id})
            ]

    def test_a_silent_member_does_not_block_the_inquiry(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        other = self.make_user("inquirer_two", "inquirer")
        self.as_user("clerk", inquiry).member_ids = [(0, 0, {"user_id": other.id})]
        members = inquiry.sudo().member_ids
        silent = members.filtered(lambda member: member.user_id == other)
        evidence = self.enter_evidence(inquiry)
        self.assess(inquiry, evidence)
        inquiry.report = "<p>Found.</p>"
        self.assertGreater(silent.state_by, self.company._tolerance_today())
        with self.assertRaisesRegex(UserError, re.escape(other.name)):
            act(inquiry).action_close()
        day = fields.Date.subtract(self.company._tolerance_today(), days=1)
        with self.assertRaises(AccessError):
            self.as_user("clerk", silent).state_by = day
        silent._write_unlocked({"state_by": day})
        # Nobody but a member of the team closes without somebody.
        third = self.make_user("inquirer_three", "inquirer")
        inquiry.invalidate_recordset()
        with self.assertRaises(UserError):
            act(inquiry.with_user(third)).action_close()
        self.as_user("clerk", inquiry).member_ids = [(0, 0, {"user_id": third.id})]
        act(inquiry.with_user(third)).action_state_no_interest()
        closing = inquiry.with_user(third)
        self.assertIn(other.name, closing.next_action)
        act(closing).action_close()
        self.assertEqual(silent.state, "silent")
        entries = self.env["tolerance.ledger.entry"].search(
            [
                ("verb", "in", ("inquiry.silent", "inquiry.close")),
                ("author_id", "=", third.id),
            ]
        )
        self.assertEqual(len(entries.filtered(lambda e: e.verb == "inquiry.silent")), 1)
        closed = entries.filtered(lambda entry: entry.verb == "inquiry.close")
        self.assertIn(f'"silent":[{other.id}]', closed.content.replace(" ", ""))
        # A return asks anew.
        inquiry._reopen()
        self.assertEqual(silent.state, "asked")
        self.assertGreater(silent.state_by, self.company._tolerance_today())

    def test_report_and_assessment_are_the_gate(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        evidence = self.enter_evidence(inquiry)
        inquiry.report = "<p>Found.</p>"
        with self.assertRaises(UserError):
            act(inquiry).action_close()
        self.assess(inquiry, evidence)
        inquiry.report = "<p><br></p>"
        with self.assertRaises(UserError):
            act(inquiry).action_close()
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        self.assertEqual(case.state, "deliberation")
        self.assertEqual(
            case.step_ids.filtered(lambda s: s.kind == "inquiry").state, "done"
        )

    def test_what_is_missing_is_said_to_the_one_who_does_it(self):
        case = self.accept()
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        own = self.as_user("inquirer", inquiry)
        self.assertIn("Press No Interest", own.next_action)
        self.assertNotIn("Press No Interest", inquiry.next_action)
        act(
            inquiry.member_ids.with_user(self.users["inquirer"])
        ).action_state_no_interest()
        evidence = self.enter_evidence(own)
        self.assertIn("every question", own.next_action)
        self.assess(own, evidence)
        own.assessment_ids.conclusion = False
        self.assertIn("below the questions", own.next_action)

    def test_only_the_team_writes_the_report(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        with self.assertRaises(AccessError):
            self.as_user("clerk", inquiry).report = "<p>By the clerk.</p>"
        other = self.make_user("inquirer_two", "inquirer")
        with self.assertRaises(AccessError):
            inquiry.with_user(other).read(["state"])
        with self.assertRaises(UserError):
            act(self.as_user("clerk", inquiry)).action_close()

    def test_closed_inquiry_stays_as_it_was(self):
        case = self.accept()
        inquiry = self.inquire(case)
        with self.assertRaises(AccessError):
            inquiry.report = "<p>Changed.</p>"
        with self.assertRaises(AccessError):
            inquiry.assessment_ids.line_ids[0].answer = "no"
        with self.assertRaises(AccessError):
            inquiry.write({"state": "open"})
        with self.assertRaises(UserError):
            self.as_user("clerk", inquiry).member_ids = [
                (0, 0, {"user_id": self.users["leader"].id})
            ]

    def test_activities_follow_the_work(self):
        case = self.accept()

        def waiting():
            todos = case.sudo().activity_ids | case.sudo().inquiry_ids.activity_ids
            return set(todos.user_id.mapped("login"))

        self.assertEqual(waiting(), {"test_clerk"})
        case.action_start_inquiry()
        case.inquiry_ids.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        self.assertIn("test_inquirer", waiting())
        inquiry = self.as_user("inquirer", case.inquiry_ids)
        act(inquiry.member_ids).action_state_no_interest()
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        self.assertEqual(waiting(), {"test_clerk"})
