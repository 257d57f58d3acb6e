from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestWalkWords(CaseWalk):
    """What a reader needs stands where they look, and all of it at once."""

    def _ballot(self):
        case = self.accept()
        self.inquire(case)
        ballot = self.get_ballots(self.open_session(case))
        return ballot.with_user(ballot.user_id)

    def test_all_that_a_ballot_lacks_is_said_at_once(self):
        ballot = self._ballot()
        with self.assertRaises(UserError) as caught:
            act(ballot).action_review()
        self.assertEqual(len(str(caught.exception).splitlines()), 2)
        ballot.degree_id = self.degrees["exempt"]
        stop = self.version.exclusion_ids.filtered(lambda e: e.kind == "stop")[:2]
        ballot.exclusion_ids = stop
        with self.assertRaises(UserError) as caught:
            act(ballot).action_review()
        message = str(caught.exception)
        for sentence in (
            "at least one situation",
            *stop.mapped("name"),
            "Give the reasons",
        ):
            self.assertIn(sentence, message)
        self.fill(ballot, exclusion_ids=[(5,)])
        with logged_in(ballot.env):
            ballot.invalidate_recordset(["next_action"])
            self.assertEqual(ballot.next_action, "Press Cast Ballot.")

    def test_the_voter_sees_the_evidence(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        minutes = self.enter_evidence(inquiry)
        self.assess(inquiry, minutes)
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        ballot = self.get_ballots(self.open_session(case))
        self.assertEqual(ballot.with_user(ballot.user_id).evidence_ids.ids, minutes.ids)
        arch = self.env["tolerance.ballot"].get_view(view_type="form")["arch"]
        self.assertEqual(arch.count('name="evidence_ids"'), 2)

    def test_exempt_outcome_shows_no_exclusions(self):
        ballot = self._ballot()
        aggravating = self.version.exclusion_ids[:1]
        with Form(ballot) as form:
            form.degree_id = self.degrees["lighter"]
            form.exclusion_ids.add(aggravating)
            form.degree_id = self.degrees["exempt"]
            self.assertFalse(form.exclusion_ids.ids)

    def test_interest_is_stated_with_the_names_of_the_parties(self):
        case = self.accept()
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        own = self.as_user("inquirer", inquiry)
        self.assertTrue(own.can_state_no_interest and own.can_withdraw)
        self.assertIn(self.officer.name, own.party_names)
        with self.assertRaisesRegex(Exception, "Cases ▸ Inquiries"):
            own.report = "<p>x</p>"
        action = act(own).action_withdraw()
        self.assertEqual(action["res_model"], "tolerance.inquiry")
        self.assertEqual(inquiry.member_ids.state, "withdrawn")
        with self.assertRaises(UserError):
            act(self.as_user("member", inquiry).sudo()).action_withdraw()

    def test_every_statement_of_interest_asks_first(self):
        arch = self.env["tolerance.inquiry"].get_view(view_type="form")["arch"]
        for name in ("action_state_no_interest", "action_withdraw"):
            tag = arch[arch.index(f'name="{name}"') :].split(">")[0]
            self.assertIn("{party_names}", tag)

    def test_case_inquiry_and_sessions_are_told_apart(self):
        case = self.accept()
        inquiry = self.inquire(case)
        first = self.hold_session(case)
        second = self.open_session(case)
        names = {r.display_name for r in (case, inquiry, first, second)}
        self.assertEqual(len(names), 4)
        for name in names:
            self.assertTrue(name.startswith(case.name))

    def test_an_officer_first_reads_what_was_decided_and_what_it_means(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        application = self.as_user("officer")["tolerance.application"].search([])
        self.assertFalse(application.served_text)
        self.serve(case)
        application.invalidate_recordset()
        self.assertIn("Exempt", application.served_text)
        self.assertIn("must not", application.protection_meaning)
        self.assertFalse(self.as_user("head", application).protection_meaning)
        fields = etree.fromstring(application.get_view(False, "form")["arch"])
        shown = [
            node.get("name")
            for node in fields.xpath("//sheet//group[not(group)]//field")
        ]
        self.assertEqual(application.decided_outcome, "Exempt from liability")
        # The letter that was served is long.
        first = ["decided_outcome", "protection_meaning", "served_text"]
        order = [name for name in shown if name in {*first, "user_id", "organ"}]
        self.assertEqual(order[:3], first)

    def test_a_form_names_the_matter_once(self):
        """Each thing stands once on the form, where readers look for it."""
        for name in ("tolerance.case", "tolerance.inquiry", "tolerance.session"):
            with self.subTest(name):
                arch = etree.fromstring(self.env[name].get_view(False, "form")["arch"])
                self.assertEqual(len(arch.xpath("//field[@name='matter_title']")), 1)

    def test_a_protection_says_about_what_and_how_long(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        officer = self.as_user("officer")
        effect = officer["tolerance.effect"].search([("is_mine", "=", True)])[0]
        self.assertIn(case.matter_id.name, effect.matter_summary)
        # The words of the own application; the matter itself is not opened.
        self.assertIn("The new patrol plan", effect.matter_summary)
        self.assertIn(str(effect.date_from.year), effect.period)
        hr = self.as_user("clerk", effect)
        self.assertIn(case.matter_id.title, hr.matter_summary)
        card = officer["tolerance.effect"].get_view(view_type="kanban")["arch"]
        for name in ("matter_summary", "period"):
            self.assertIn(f'name="{name}"', card)
