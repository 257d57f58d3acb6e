from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act, logged_in
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestBrief(CommitteeCase):
    """A member reads one page, and agrees with a proposal in one tap."""

    def decide_alone(self):
        """Give the preliminary opinion and open the deciding ballot; returns it."""
        session = self.open()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name, reasons="Decided together, no gain.")
        self.close(session)
        ballot = self.get_ballots(self.open_session(self.case))
        return ballot.with_user(ballot.user_id)

    def test_the_brief_says_what_the_case_is_about(self):
        session = self.call()
        line = self.case.party_ids.assessment_ids.sudo().line_ids[-1]
        brief = self.as_user("third", session).brief
        version = self.case.version_id.display_name
        for words in (
            self.case.party_ids.subject_id.name,
            "Gate unwatched",
            "The new patrol plan left a gate unwatched.",
            "Exempt",
            "A slip.",
            version,
            self.situation.name,
        ):
            with self.subTest(words):
                self.assertIn(words, brief)
        self.assertNotIn(line.name, brief)
        unlocked(line).write({"answer": "unclear"})
        self.env.invalidate_all()
        self.assertIn(line.name[:30], self.as_user("third", session).brief)

    def test_the_papers_are_there_before_the_voting_opens(self):
        session = self.as_user("third", self.call())
        self.assertEqual(session.assessment_ids, self.case.party_ids.assessment_ids)
        self.assertEqual(
            session.evidence_ids.mapped("name"), ["Minutes of the meeting"]
        )
        self.assertIn("unwatched for an hour", session.report)

    def test_a_member_agrees_with_the_preliminary_opinion_in_one_tap(self):
        ballot = self.decide_alone()
        self.assertIn("Decided together, no gain.", ballot.brief)
        dialog = act(ballot).action_agree()
        self.assertEqual(dialog["target"], "new")
        self.assertEqual(ballot.degree_id, self.degrees["exempt"])
        self.assertEqual(ballot.situation_ids, self.situation)
        self.assertIn("Decided together, no gain.", ballot.reasons)
        self.assertFalse(ballot.cast_on)
        act(ballot).action_cast()
        self.assertTrue(ballot.cast_on)
        self.assertFalse(ballot.proposal)

    def test_nothing_is_proposed_before_there_is_an_opinion(self):
        session = self.open()
        own = self.get_own(session, "third")
        self.assertFalse(own.proposal)
        with logged_in(own.env), self.assertRaises(UserError):
            own.action_agree()
        self.assertFalse(own.degree_id)
