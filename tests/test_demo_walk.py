"""The demonstration loads, and its people walk from the application to the effect."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.mistake_tolerance.tests.all_rooms.demo_common import DemoCase
from odoo.addons.mistake_tolerance.tests.common import act


@tagged("post_install", "-at_install")
class TestDemoWalk(DemoCase):
    def model(self, name, login):
        return self.env[name].with_user(self.user(login))

    def test_each_role_has_its_employee(self):
        for login in ("officer", "head", "clerk", "inquirer", "partygroup", "hr"):
            with self.subTest(login):
                self.assertEqual(len(self.user(login).employee_ids), 1)
        self.assertEqual(len(self.env["hr.employee"].search([])) >= 60, True)

    def test_three_points_cost_the_grade_before_the_walk(self):
        appraisal = self.ref("appraisal_officer")
        self.assertEqual((appraisal.deduction, appraisal.score), (3, 89))
        self.assertEqual(appraisal.grade_id, self.ref("grade_competent"))

    def test_messages_are_in_the_language_of_the_reader(self):
        for name in ("appraisal_officer", "matter_roll_call", "employee_000034"):
            with self.subTest(name):
                bodies = self.ref(name).message_ids.mapped("body")
                self.assertNotIn("created", "".join(bodies))

    def apply(self):
        version = self.env["tolerance.scheme.version"].search(
            [("company_id", "=", self.ref("body_party_group").company_id.id)]
        )
        matter = self.ref("matter_roll_call")
        application = self.model("tolerance.application", "officer").create(
            {
                "organ": matter.proceeding_ids.organ,
                "proceeding_started_on": matter.proceeding_ids.started_on,
                "occurred_on": matter.occurred_on,
                "what_happened": "终端未同步，漏点一人，十二分钟后更正。",
                "situation_ids": [(6, 0, version.situation_ids[1].ids)],
                "degree_id": version.degree_ids[:1].id,
                "statement": "试点方案经集体讨论，未谋私利，及时更正。",
            }
        )
        act(application).action_submit()
        self.assertFalse(application.is_late)
        act(application.with_user(self.user("head"))).action_forward()
        return application

    def accept(self, application):
        matter = self.ref("matter_roll_call")
        dialog = self.model("tolerance.application.answer", "clerk").create(
            {
                "application_id": application.id,
                "decision": "accept",
                "matter_id": matter.id,
                "proceeding_id": matter.proceeding_ids.id,
            }
        )
        action = act(dialog).action_confirm()
        return self.model("tolerance.case", "clerk").browse(action["res_id"])

    def inquire(self, case):
        case.action_start_inquiry()
        case.inquiry_ids.member_ids = [(0, 0, {"user_id": self.user("inquirer").id})]
        inquiry = case.inquiry_ids.with_user(self.user("inquirer"))
        act(inquiry.member_ids).action_state_no_interest()
        evidence = inquiry.env["tolerance.evidence"].create(
            {
                "inquiry_id": inquiry.id,
                "name": "监区会议记录",
                "source": "一监区",
                "content": b"bWludXRlcw==",
                "content_name": "minutes.txt",
            }
        )
        for line in inquiry.assessment_ids.line_ids:
            line.write(
                {
                    "answer": line.allowed_answers[0],
                    "reasoning": "见会议记录",
                    "evidence_ids": [(6, 0, evidence.ids)],
                }
            )
        inquiry.assessment_ids.write({"nature": "ordinary", "conclusion": "过失"})
        inquiry.report = "<p>试点中的过失，未造成损失。</p>"
        act(inquiry).action_close()

    def open_session(self, case):
        """Open the session of an office, or call that of a committee to a meeting."""
        if not case.can_call_session:
            action = case.action_open_session()
            return self.model("tolerance.session", "clerk").browse(action["res_id"])
        dialog = self.model("tolerance.meeting.call", "clerk").create(
            {
                "case_id": case.id,
                "held_at": fields.Datetime.now(),
                "place": "第一会议室",
            }
        )
        action = act(dialog).action_confirm()
        meeting = self.model(action["res_model"], "clerk").browse(action["res_id"])
        act(meeting).action_hold()
        act(meeting.session_ids).action_open_ballot()
        return meeting.session_ids

    def hold_session(self, case, login):
        session = self.open_session(case)
        ballots = session._get_all_ballots()
        self.assertIn(self.user(login), ballots.user_id)
        version = case.version_id
        for ballot in ballots:
            own = ballot.with_user(ballot.user_id)
            own.write(
                {
                    "degree_id": version.degree_ids[:1].id,
                    "situation_ids": [(6, 0, version.situation_ids[1].ids)],
                    "reasons": "先行先试中的失误，主动更正。",
                }
            )
            act(own).action_cast()
        session.minutes = "经研究，同意。"
        act(session).action_close()

    def test_from_the_application_to_the_grade_that_comes_back(self):
        application = self.apply()
        case = self.accept(application)
        self.assertEqual(case.matter_id, self.ref("matter_roll_call"))
        self.inquire(case)
        self.hold_session(case, "partycommittee")
        self.hold_session(case, "partygroup")
        decision = self.model("tolerance.determination", "partygroup").search(
            [("case_id", "=", case.id)]
        )
        act(decision).action_confirm()
        self.assertEqual(application.state, "decided")

        appraisal = self.ref("appraisal_officer", "hr")
        self.assertEqual((appraisal.deduction, appraisal.score), (0, 92))
        self.assertEqual(appraisal.grade_id, self.ref("grade_excellent"))
        self.assertTrue(self.ref("mark_roll_call").is_neutralised)
        with self.assertRaises(UserError) as refused:
            self.add_mark(appraisal, case.matter_id)
        self.assertIn(decision.name, str(refused.exception))

        # What another matter costs goes on counting, without any question.
        colleague = self.ref("appraisal_colleague", "hr")
        self.assertEqual(colleague.deduction, 1)
        mark = self.add_mark(colleague, self.ref("matter_late_report", "hr"))
        self.assertFalse(mark.is_neutralised)
        self.assertEqual(colleague.deduction, 3)

        today = self.env.company._tolerance_today()
        dialog = self.model("tolerance.case.ledger.return", "supervisor").create(
            {"date_from": today.replace(month=1, day=1), "date_to": today}
        )
        action = dialog.action_export()
        made = self.model("tolerance.return", "supervisor").browse(action["res_id"])
        self.assertEqual(made.row_count, 1)

    def add_mark(self, appraisal, matter):
        mark = appraisal.env["tolerance.mark"].create(
            {
                "kind": "deduction",
                "appraisal_id": appraisal.id,
                "matter_id": matter.id,
                "points": 2,
                "reason": "再次扣分",
            }
        )
        mark.flush_recordset()
        return mark
