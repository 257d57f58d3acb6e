from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import act
from .case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestCaseGrounds(CaseWalk):
    """What a case answers, what it passes through, and on what a grant rests."""

    def test_a_case_answers_one_accountability_proceeding(self):
        case = self.accept()
        self.assertEqual(case.proceeding_id.organ, "Discipline Inspection Group")
        self.assertEqual(case.proceeding_id.started_on, self.company._tolerance_today())
        self.assertEqual(case.proceeding_id.matter_id, case.matter_id)
        other = self.env["tolerance.proceeding"].create(
            {
                "matter_id": self.env["tolerance.matter"]
                .create({"title": "Another", "occurred_on": "2026-03-02"})
                .id,
                "organ": "Audit Office",
                "started_on": "2026-03-03",
            }
        )
        with self.assertRaises(ValidationError):
            case.sudo().proceeding_id = other
        # A second case about the same matter is none: its applicant is a party.
        joined = self.answer(self.file("colleague"), matter_id=case.matter_id.id)
        self.assertEqual(joined["res_id"], case.id)

    def test_screened_judged_and_disposed_of_in_this_order(self):
        unfit = self.file("colleague")
        self.answer(
            unfit, decision="refuse", ground="out_of_scope", reason="Not of our agency."
        )
        self.assertEqual(unfit.state, "not_accepted")
        self.assertFalse(unfit.sudo().party_ids)
        case = self.accept()
        with self.assertRaises(UserError):
            case.action_open_session()
        self.inquire(case)
        self.hold_session(case)
        with self.assertRaises(UserError):
            self.serve(case)
        self.hold_session(case)
        decision = self.env["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        self.assertEqual(decision.state, "draft")
        act(self.as_user("leader", decision)).action_confirm()
        self.assertEqual(case.state, "decided")

    def test_any_one_of_twelve_situations_suffices(self):
        self.assertEqual(self.version.situation_ids.mapped("number"), [*range(1, 13)])
        given, failed = self.version.situation_ids.sorted("number")[3:5]
        application = self.file(situation_ids=[(6, 0, (given | failed).ids)])
        case = self.as_user("clerk")["tolerance.case"].browse(
            self.answer(application)["res_id"]
        )
        inquiry = self.start_inquiry(case)
        evidence = self.enter_evidence(inquiry)
        self.assess(inquiry, evidence)
        lines = inquiry.assessment_ids.line_ids
        lines.filtered(lambda line: line.situation_id == failed).answer = "no"
        inquiry.report = "<p>One of the two is given.</p>"
        act(inquiry).action_close()
        ballot = self.get_ballots(self.open_session(case))
        own = ballot.with_user(ballot.user_id)
        for situations in (failed, given | failed, given.browse()):
            self.fill(own, situation_ids=[(6, 0, situations.ids)])
            with self.subTest(situations=situations.mapped("number")):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    act(own).action_cast()
        self.fill(own, situation_ids=[(6, 0, given.ids)])
        act(own).action_cast()
        self.assertEqual(ballot.situation_ids, given)
        self.assertTrue(ballot.cast_on)
