from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestReferral(CaseWalk):
    """Conduct that calls for strict handling is answered in the vote and referred."""

    def setUp(self):
        super().setUp()
        self.conduct = self.version.exclusion_ids.filtered(
            lambda e: e.kind == "aggravating"
        )[0]
        self.case = self.accept()

    def _inquire(self, answer="yes"):
        inquiry = self.start_inquiry(self.case)
        self.assess(inquiry, self.enter_evidence(inquiry))
        lines = inquiry.assessment_ids.line_ids
        lines.filtered(lambda li: li.exclusion_id == self.conduct).answer = answer
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()

    def _decide(self, **values):
        """Refuse tolerance, so that no correction is due."""
        self.hold_session(self.case, "refused", situation_ids=False, **values)
        self.hold_session(self.case, "refused", situation_ids=False, **values)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", self.case.id)]
        )
        act(draft).action_confirm()

    def test_the_vote_answers_what_was_found(self):
        self._inquire()
        ballot = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.assertEqual(ballot.conduct_ids, self.conduct)
        self.fill(ballot)
        with self.assertRaises(UserError) as caught:
            act(ballot).action_cast()
        self.assertIn(self.conduct.name, str(caught.exception))
        ballot.conduct_answer = "found"
        with self.assertRaises(UserError):
            act(ballot).action_cast()
        ballot.write(
            {"conduct_answer": "rejected", "exclusion_ids": [(4, self.conduct.id)]}
        )
        with self.assertRaises(UserError):
            act(ballot).action_cast()
        with logged_in(ballot.env), Form(ballot) as form:
            form.conduct_answer = "found"
            self.assertEqual(form.exclusion_ids.ids, self.conduct.ids)
            form.conduct_answer = "rejected"
            self.assertFalse(form.exclusion_ids.ids)
            form.conduct_answer = "found"
        act(ballot).action_cast()

    def test_nothing_is_asked_where_nothing_was_found(self):
        self._inquire("unclear")
        ballot = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.assertFalse(ballot.conduct_ids)
        self.fill(ballot)
        act(ballot).action_cast()

    def test_the_case_is_not_filed_before_the_referral(self):
        self._inquire()
        self._decide(conduct_answer="found", exclusion_ids=[(6, 0, self.conduct.ids)])
        party = self.case.party_ids
        self.assertTrue(self.case.needs_referral)
        self.assertEqual(party.referred_conduct_ids, self.conduct)
        self.assertIn(
            self.env.ref("mistake_tolerance.activity_type_refer"),
            self.case.activity_ids.activity_type_id,
        )
        self.assertIn("Refer for Strict Handling", self.case._get_filing_refusal())
        action = act(self.case).action_open_referral()
        self.assertEqual(action["res_id"], party.id)
        with self.assertRaises(UserError):
            act(party).action_refer()
        party.referral_organ = "Discipline Inspection Group"
        for login in ("member", "inquirer", "officer"):
            with self.subTest(login), self.assertRaises(AccessError):
                act(self.as_user(login, party)).action_refer()
        act(party).action_refer()
        self.assertEqual(party.referred_by_id, self.users["clerk"])
        self.assertEqual(party.referred_on, self.company._tolerance_today())
        self.assertFalse(self.case.needs_referral)
        self.assertIn("Discipline Inspection Group", self.case.referral_text)
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", "tolerance.case"), ("res_id", "=", self.case.id)],
            order="id desc",
            limit=1,
        )
        self.assertIn("Discipline Inspection Group", entry.payload)
        with self.assertRaises(UserError):
            party.referral_organ = "Another Organ"
        with self.assertRaises(UserError):
            act(party).action_refer()
        with self.assertRaises(UserError):
            act(self.case).action_open_referral()

    def test_nothing_is_referred_that_was_not_found(self):
        self._inquire()
        self._decide(conduct_answer="rejected")
        self.assertFalse(self.case.needs_referral)
        with self.assertRaises(UserError):
            self.case.party_ids.referral_organ = "Discipline Inspection Group"
        with self.assertRaises(UserError):
            act(self.case).action_open_referral()
