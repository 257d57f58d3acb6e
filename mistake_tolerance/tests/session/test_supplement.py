from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act
from .committee_common import CommitteeCase


class SupplementMixin:
    """Puts a question in a session and answers it in the inquiry."""

    def put(self, session, name, **values):
        """Enter a question about the party, as somebody of the session."""
        party = session.case_id.sudo().party_ids[:1]
        return act(self.as_user(name)["tolerance.inquiry.question"]).create(
            {
                "session_id": session.id,
                "party_id": party.id,
                "question": "Who approved the plan?",
                **values,
            }
        )

    def answer_again(self, case):
        """Answer, as the team, what was asked, and close the inquiry once more."""
        inquiry = self.as_user("inquirer", case.inquiry_ids)
        for line in inquiry.assessment_ids.line_ids.filtered(lambda li: not li.answer):
            line.write({"answer": line.allowed_answers[0], "reasoning": "Asked again."})
        with self.assertRaises(UserError):
            act(inquiry).action_close()
        inquiry.question_ids.answer = "The head of the ward did."
        act(inquiry).action_close()
        return inquiry


@tagged("post_install", "-at_install")
class TestSupplement(SupplementMixin, CommitteeCase):
    """A committee returns a case for supplementary inquiry, with questions."""

    def test_the_form_of_a_question_stores_it(self):
        session = self.open()
        own = self.as_user("chair")["tolerance.assessment.line"]
        lines = self.case.party_ids.assessment_ids.line_ids
        found = own.name_search(lines[0].name[:20])
        self.assertIn(lines[0].id, [line_id for line_id, _name in found])
        # The client sends the empty answer with it.
        question = self.put(session, "chair", answer=False, answered_by=False)
        self.assertFalse(question.answer)
        with self.assertRaises(AccessError):
            self.put(session, "chair", answer="Nobody.")

    def test_returned_answered_and_decided_anew(self):
        session = self.open()
        self.cast(session, "chair")
        chair = self.as_user("chair", session)
        lines = self.case.party_ids.assessment_ids.line_ids
        self.assertFalse(chair.can_return)
        self.put(session, "chair", line_ids=[Command.link(lines[0].id)])
        with self.assertRaises(UserError):
            act(self.as_user("clerk", session)).action_return()
        act(chair).action_return()
        result = session.sudo().result_ids
        self.assertEqual((session.state, result.state), ("closed", "returned"))
        self.assertEqual(result.questions, "Who approved the plan?")
        self.assertEqual(self.case.state, "inquiry")
        step = self.case.current_step_id
        self.assertEqual((step.kind, step.round), ("inquiry", 2))
        self.assertTrue(step.started_on)
        inquiry = self.case.inquiry_ids
        self.assertEqual(inquiry.state, "open")
        self.assertEqual(inquiry.sudo().activity_ids.user_id, self.users["inquirer"])
        self.assertFalse(lines[0].answer)
        self.assertTrue(all(lines[1:].mapped("answer")))
        with self.assertRaises(UserError):
            self.put(session, "chair")
        self.answer_again(self.case)
        self.assertEqual(self.case.current_step_id.kind, "preliminary")
        again = self.open_session(self.case)
        act(again).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            own = self.cast(again, name)
        self.assertEqual(own.question_ids.answer, "The head of the ward did.")
        self.close(again)
        self.assertEqual(self.case.current_step_id.kind, "decision")
        self.assertEqual(len(self.case.session_ids), 2)
        self.assertEqual(len(self.get_ballots(session)), 3)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "session.return")]
        )
        self.assertIn("Who approved the plan?", entry.content)

    def cast_return(self, session, name, question):
        """Vote for the return of the case, as a member."""
        own = self.get_own(session, name)
        for ballot in own:
            ballot.write({"is_return": True, "question": question})
            act(ballot).action_cast()
        return own

    def test_the_members_return_the_case_by_their_vote(self):
        session = self.open()
        own = self.get_own(session, "deputy")
        self.assertTrue(own.admits_return)
        own.is_return = True
        self.assertIn("Write what the inquiry has to answer", own.next_action)
        with self.assertRaises(UserError):
            act(own).action_cast()
        self.cast_return(session, "deputy", "Who approved the plan?")
        self.cast_return(session, "third", "Was there a guard?")
        self.cast(session, "chair", "refused")
        self.close(session)
        result = session.sudo().result_ids
        self.assertEqual((session.state, result.state), ("closed", "returned"))
        self.assertEqual(result.questions, "Who approved the plan?\nWas there a guard?")
        self.assertEqual(
            [(t.question, t.yes, t.no, t.is_carried) for t in result.tally_ids],
            [("return", 2, 1, True)],
        )
        self.assertFalse(result.degree_id)
        self.assertIn("Returned for supplementary inquiry", session.next_action)
        self.assertEqual(self.case.state, "inquiry")
        self.assertIn("2 of its questions", self.case.next_action)
        todo = self.case.inquiry_ids.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["inquirer"])
        self.assertEqual(todo.summary, "Supplementary inquiry: 2 questions of the body")
        minutes = session.sudo().minutes_ids
        self.assertIn("2 for, 1 against", minutes.resolution)
        self.assertIn("Was there a guard?", minutes.resolution)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "session.return")]
        )
        self.assertIn('"returns":"Was there a guard?"', entry.content)
        self.answer_again(self.case)
        self.assertEqual(self.case.current_step_id.kind, "preliminary")

    def test_a_return_without_the_majority_is_no_vote_for_an_outcome(self):
        session = self.open()
        self.cast_return(session, "third", "Was there a guard?")
        for name in ("chair", "deputy"):
            self.cast(session, name)
        self.close(session)
        result = session.sudo().result_ids
        self.assertEqual(result.degree_id, self.degrees["exempt"])
        self.assertFalse(session.question_ids)
        self.assertIn("Was there a guard?", session.sudo().minutes_ids.dissent)

    def test_a_ballot_has_an_outcome_or_a_return(self):
        own = self.get_own(self.open(), "third")
        form = Form(own)
        form.degree_id = self.degrees["refused"]
        form.is_return = True
        self.assertFalse(form.degree_id)
        form.question = "Was there a guard?"
        form.save()
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            own.degree_id = self.degrees["refused"]
            own.flush_recordset()

    def test_who_was_decided_before_the_return_is_not_decided_again(self):
        decision = self.version.step_ids.filtered(lambda s: s.kind == "decision")
        self.enter_members(decision.body_id, ["first", "vice", "other"])
        self.case = self.accept()
        self.accept("colleague", matter_id=self.case.matter_id.id)
        earlier, later = self.case.party_ids
        self.inquire(self.case)
        panel, opinion = ("first", "vice", "other"), ("chair", "deputy", "third")
        self.hold(opinion)
        session = self.open_session(self.case)
        act(session).action_open_ballot()
        for name in panel:
            for ballot in self.get_own(session, name):
                if ballot.party_id == earlier:
                    self.fill(ballot)
                else:
                    ballot.is_abstention = True
                act(ballot).action_cast()
        self.close(session)
        # About the other one they vote a second time.
        for name in panel:
            self.cast_return(session, name, "Who approved the plan?")
        self.close(session)
        self.assertEqual(session.result_ids.mapped("state"), ["decided", "returned"])
        self.answer_again(self.case)
        self.hold(opinion)
        again = self.hold(panel)
        self.assertEqual(again.result_ids.party_id, later)
        determinations = self.case.sudo().determination_ids
        self.assertEqual(determinations.party_id, earlier | later)
        self.assertEqual(len(determinations), 2)

    def hold(self, names):
        """Call the body of the next step; all its members vote for the same."""
        session = self.open_session(self.case)
        act(session).action_open_ballot()
        for name in names:
            self.cast(session, name)
        self.close(session)
        return session

    def test_who_asks_and_who_answers(self):
        session = self.open()
        with self.assertRaises(UserError):
            self.put(session, "third")
        question = self.put(session, "chair")
        with self.assertRaises(UserError):
            self.as_user("third", question).question = "Another?"
        with self.assertRaises(UserError):
            question.answer = "By ourselves."
        with self.assertRaises(AccessError):
            question.asked_on = self.company._tolerance_today()
        with self.assertRaises(UserError):
            act(self.as_user("third", session)).action_return()
        act(self.as_user("chair", session)).action_return()
        with self.assertRaises(UserError):
            question.question = "Another?"
        with self.assertRaises(UserError):
            question.unlink()
        with self.assertRaises(AccessError):
            question.answer = "By ourselves."
        self.as_user("inquirer", question).answer = "The head did."
        self.assertEqual(question.answered_by, self.users["inquirer"])


@tagged("post_install", "-at_install")
class TestSupplementOffice(SupplementMixin, CaseWalk):
    """A body of one person returns a case by the same way."""

    def test_the_deciding_body_returns_past_the_opinion(self):
        case = self.accept()
        self.inquire(case)
        self.hold_session(case)
        session = self.open_session(case)
        self.put(session, "leader")
        act(self.as_user("leader", session)).action_return()
        self.assertFalse(case.party_ids._get_deciding_session())
        self.answer_again(case)
        self.assertEqual(case.current_step_id.kind, "preliminary")
        self.decide(case)
        self.assertEqual(case.state, "decided")
