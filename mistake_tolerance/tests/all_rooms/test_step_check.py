from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import new_test_user

from ..case.case_common import CaseWalk
from ..common import act, logged_in
from .matrix_operations import get_transitions


@tagged("post_install", "-at_install")
class TestStepCheck(CaseWalk):
    """A button tells what is missing before it asks whether to go on."""

    def check(self, records, action):
        # Each press is a request of its own, made by who is logged in.
        records.invalidate_recordset(["step_check"])
        asked = records.with_context(tolerance_action=action)
        with logged_in(records.env):
            return asked.read(["step_check"])[0]["step_check"]

    def test_missing_archive_number_is_told_before_the_confirmation(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.plan_corrections(case)
        self.serve(case)
        self.assertTrue(case.can_file)
        found = self.check(case, "action_file")
        self.assertEqual(found["fields"], ["archive_number"])
        with self.assertRaisesRegex(UserError, "Archive Number") as caught:
            act(case).action_file()
        self.assertEqual(found["message"], str(caught.exception))
        case.archive_number = "A-1"
        self.assertFalse(self.check(case, "action_file"))
        # Nothing but the button that was pressed is asked about.
        for other in (None, "", "action_message", "unlink", 7, ["action_file"]):
            with self.subTest(action=other):
                self.assertFalse(self.check(case, other))
        act(case).action_file()

    def test_each_part_of_the_walk_names_its_field(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        self.assess(inquiry, self.enter_evidence(inquiry))
        found = self.check(inquiry, "action_close")
        self.assertEqual(found["fields"], ["report"])
        inquiry.report = "<p><br></p>"
        self.assertEqual(self.check(inquiry, "action_close")["fields"], ["report"])
        inquiry.report = "<p>Found.</p>"
        self.assertFalse(self.check(inquiry, "action_close"))
        act(inquiry).action_close()
        session = self.open_session(case)
        for ballot in self.get_ballots(session):
            own = ballot.with_user(ballot.user_id)
            self.fill(own)
            act(own).action_cast()
        # One person decided: there was no discussion to record.
        self.assertFalse(session.is_collective)
        self.assertFalse(self.check(session, "action_close"))

    def test_form_focuses_the_field_named_in_the_message(self):
        """Pressing opens no other tab than the one on which something is missing."""
        case = self.accept()
        inquiry = self.start_inquiry(case)
        found = self.check(inquiry, "action_close")
        self.assertEqual(found["fields"], ["assessment_ids", "report"])
        first, second = found["message"].splitlines()
        self.assertIn(self.officer.name, first)
        self.assertIn("Write the report", second)
        inquiry.report = "<p>Found.</p>"
        found = self.check(inquiry, "action_close")
        self.assertEqual(found["fields"], ["assessment_ids"])
        second = new_test_user(
            self.env,
            login="second_inquirer",
            groups="base.group_user,mistake_tolerance.group_inquirer",
            company_id=self.company.id,
        )
        team = self.as_user("clerk", inquiry)
        team.member_ids = [(0, 0, {"user_id": second.id})]
        found = self.check(inquiry, "action_close")
        self.assertEqual(found["fields"], ["member_ids", "assessment_ids"])

    def test_all_that_filing_lacks_is_told_at_once(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        found = self.check(case, "action_file")
        self.assertEqual(found["fields"], ["archive_number"])
        number, correction = found["message"].splitlines()
        self.assertIn("Archive Number", number)
        self.assertIn("correction", correction)

    def test_ballot_dialog_checks_before_it_asks(self):
        case = self.accept()
        self.inquire(case)
        ballot = self.get_ballots(self.open_session(case))
        own = ballot.with_user(ballot.user_id)
        found = self.check(own, "action_review")
        self.assertEqual(found["fields"], ["degree_id", "situation_ids", "reasons"])
        own.degree_id = self.degrees["refused"]
        self.assertEqual(self.check(own, "action_review")["fields"], ["reasons"])
        self.fill(own)
        self.assertFalse(self.check(own, "action_review"))

    def test_a_correction_names_what_its_report_lacks(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        correction = case.env["tolerance.correction"].search([])[0]
        self.assertIn("error", self.check(correction, "action_plan")["fields"])
        self.plan_corrections(case)
        own = self.as_user("officer", correction)
        found = self.check(own, "action_report")
        self.assertEqual(found["fields"], ["cause", "proof"])
        for words in ("Cause", "Proof"):
            self.assertIn(words, found["message"])
        own.cause = "No plan."
        self.assertEqual(self.check(own, "action_report")["fields"], ["proof"])

    def test_an_applicant_is_led_to_the_first_empty_field(self):
        draft = self.draft(statement=False, what_happened=False)
        found = self.check(draft, "action_submit")
        self.assertEqual(found["fields"], ["what_happened", "statement"])
        with self.assertRaises(UserError) as caught:
            act(draft).action_submit()
        self.assertEqual(found["message"], str(caught.exception))

    def test_required_fields_of_an_action_are_on_its_form(self):
        """A field that the form does not show cannot be brought into view."""
        for name, model in self.env.items():
            transitions = get_transitions(model)
            if not transitions or model._abstract:
                continue
            # With the parts that only some roles read.
            arch = etree.tostring(model._get_view(view_type="form")[0]).decode()
            for action, transition in transitions.items():
                with self.subTest(model=name, action=action):
                    for field in transition.required:
                        self.assertIn(f'name="{field}"', arch)

    def test_forms_with_buttons_know_the_check(self):
        for name in ("tolerance.case", "tolerance.ballot", "tolerance.appraisal"):
            with self.subTest(model=name):
                arch = self.env[name].get_view(view_type="form")["arch"]
                self.assertEqual(arch.count('name="step_check"'), 1)
        arch = self.env["tolerance.case"].get_view(view_type="list")["arch"]
        self.assertNotIn("step_check", arch)
