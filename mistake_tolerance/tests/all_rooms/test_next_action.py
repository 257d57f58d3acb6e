import re

from lxml import etree

from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in
from .test_todo_places import PlaceCase

# The records of the walk, each with a line that says what comes next.
MODELS = (
    "tolerance.application",
    "tolerance.case",
    "tolerance.inquiry",
    "tolerance.assessment",
    "tolerance.hearing",
    "tolerance.session",
    "tolerance.ballot",
    "tolerance.determination",
    "tolerance.correction",
)
ROLES = ("officer", "head", "clerk", "inquirer", "member", "leader", "supervisor")
# What a sentence tells the reader to press, up to the next mark.
PRESS = re.compile(r"[Pp]ress ([A-Z][A-Za-z ]+)")


@tagged("post_install", "-at_install")
class TestNextAction(PlaceCase, CaseWalk):
    """Each record of the walk says what comes next, to the one who reads it."""

    def test_every_form_of_the_walk_has_the_line(self):
        for name in MODELS:
            arch = etree.fromstring(self.env[name].get_view(False, "form")["arch"])
            with self.subTest(name):
                lines = arch.xpath("//div[@role='status']/field[@name='next_action']")
                self.assertEqual(len(lines), 1)

    def check(self):
        """Check what each reader of each record is told; returns the buttons named."""
        self.env.flush_all()
        self.env.invalidate_all()
        seen = set()
        for role in ROLES:
            env = self.as_user(role)
            own = {
                record
                for name in MODELS
                if env[name].has_access("read")
                for record in env[name].search([])
            }
            for record in own:
                with self.subTest(role=role, record=record), logged_in(env):
                    sentence = record.next_action
                    self.assertTrue(sentence)
                    for words in PRESS.findall(sentence):
                        self.check_button(record, words, sentence, own)
                        seen.add(words)
        return seen

    def check_button(self, record, words, sentence, own):
        """Find the button on this form, or on the record that the sentence names."""
        # The beginning of another record's number is no name of it.
        named = [r for r in own if r != record and r.display_name in sentence]
        for place in (record, *named):
            arch = etree.fromstring(place.get_view(False, "form")["arch"])
            for node in arch.xpath("//header//button|//div[@name='actions']//button"):
                string = node.get("string") or ""
                if words.startswith(string) and self.is_shown(place, node):
                    return
        self.fail(f"no button for: {sentence}")

    def test_a_button_that_is_named_is_there(self):
        application = self.draft()
        seen = self.check()
        act(application).action_submit()
        seen |= self.check()
        act(self.as_user("head", application)).action_forward()
        seen |= self.check()
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        seen |= self.check()
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        seen |= self.check()
        inquiry = self.as_user("inquirer", inquiry)
        act(inquiry).action_state_no_interest()
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>Found.</p>"
        seen |= self.check()
        act(inquiry).action_close()
        for _body in range(2):
            seen |= self.check()
            session = self.open_session(case)
            own = self.get_ballots(session)
            own = own.with_user(own.user_id)
            self.fill(own)
            seen |= self.check()
            act(own).action_cast()
            session.minutes = "Discussed."
            seen |= self.check()
            act(session).action_close()
        seen |= self.check()
        act(
            self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
        ).action_confirm()
        seen |= self.check()
        self.plan_corrections(case)
        seen |= self.check()
        self.serve(case)
        case.archive_number = "A-1"
        seen |= self.check()
        correction = self.env["tolerance.correction"].search(
            [("determination_id.case_id", "=", case.id)]
        )
        own = self.as_user("officer", correction)
        own.write({"cause": "No plan.", "proof": "A list."})
        own.action_report()
        seen |= self.check()
        for words in ("Submit", "Forward", "Decide on Acceptance", "No Interest"):
            self.assertIn(words, seen)
        for words in ("Start Inquiry and form the team", "Close Inquiry"):
            self.assertIn(words, seen)
        for words in ("Open Session", "Cast Ballot", "Close Session"):
            self.assertIn(words, seen)
        for words in ("Confirm Decision", "Confirm Plan", "Report as Done"):
            self.assertIn(words, seen)
