from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act, publish


@tagged("post_install", "-at_install")
class TestAssessmentStop(CaseWalk):
    """What the inquiry found blocks a tolerant vote and decision, and only that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        draft = cls.version.browse(cls.version.action_new_draft()["res_id"])
        factors = {factor.code: factor for factor in draft.factor_ids}
        factors["trial_or_knowing"].stop_question = "Was it done knowingly?"
        factors["background"].scale = "text"
        factors["motive"].write(
            {
                "scale": "choice",
                "choice_ids": [
                    Command.clear(),
                    Command.create({"name": "To help"}),
                    Command.create({"name": "To gain"}),
                ],
            }
        )
        cls.handling, cls.violation = cls.env["tolerance.scheme.responsibility"].create(
            [
                {
                    "version_id": draft.id,
                    "name": name,
                    "axis": "route",
                    "is_stop": is_stop,
                }
                for name, is_stop in (("Case handling", False), ("Violation", True))
            ]
        )
        publish(draft.with_user(cls.users["administrator"]))
        cls.version = draft
        cls.situation = draft.situation_ids.sorted("number")[0]
        cls.degrees = draft.degree_ids.grouped("kind")
        cls.exclusions = draft.exclusion_ids.grouped("kind")

    def _find(self, assessment, code, is_stop=False):
        return assessment.line_ids.filtered(
            lambda line: (
                code in (line.factor_id.code, line.exclusion_id.code)
                and line.is_stop == is_stop
            )
        )

    def _start(self, **answers):
        """Start an inquiry and answer everything; returns it with its evidence."""
        inquiry = self.start_inquiry(self.accept())
        evidence = self.enter_evidence(inquiry)
        self.assess(inquiry, evidence, **answers)
        return inquiry, evidence

    def _vote(self, inquiry):
        """Close the inquiry and return the ballot of the first body, filled in."""
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        case = self.as_user("clerk", inquiry.case_id)
        ballot = self.as_user("member", self.get_ballots(self.open_session(case)))
        self.fill(ballot)
        return ballot

    def _refusal(self, ballot):
        with self.assertRaises(UserError) as caught:
            act(ballot).action_cast()
        return str(caught.exception)

    def test_only_the_second_question_of_a_distinction_stops(self):
        inquiry, _evidence = self._start(distinction="no")
        self.assertFalse(inquiry.assessment_ids._get_stops())
        act(self._vote(inquiry)).action_cast()

    def test_the_intolerable_side_found_blocks_with_clause_and_evidence(self):
        inquiry, evidence = self._start()
        line = self._find(inquiry.assessment_ids, "trial_or_knowing", is_stop=True)
        self.assertEqual(line.name, "Was it done knowingly?")
        line.write({"answer": "yes", "reasoning": "They had been warned."})
        ballot = self._vote(inquiry)
        self.assertEqual(ballot.selectable_degree_ids, self.degrees["refused"])
        for sentence in (self._refusal(ballot), ballot.selectable_note):
            for words in (
                "Was it done knowingly?",
                "Art. 5(1)",
                "They had been warned.",
                evidence.display_name,
            ):
                self.assertIn(words, sentence)
        self.fill(ballot, "refused", situation_ids=False)
        act(ballot).action_cast()

    def test_a_condition_not_met_blocks(self):
        inquiry, _evidence = self._start(condition="no")
        self.assertTrue(inquiry.assessment_ids.stop_note)
        self.assertIn("Art. 3", self._refusal(self._vote(inquiry)))

    def test_an_exclusion_found_blocks_an_open_one_does_not(self):
        inquiry, _evidence = self._start()
        assessment = inquiry.assessment_ids
        line = self._find(assessment, "serious_violation")
        line.answer = "unclear"
        self.assertFalse(assessment._get_stops())
        line.answer = "yes"
        self.assertIn(line.exclusion_id.name, assessment.stop_note)
        self.assertIn("Art. 12", self._refusal(self._vote(inquiry)))

    def test_intent_blocks(self):
        inquiry, _evidence = self._start()
        inquiry.assessment_ids.nature = "intent"
        self.assertIn("intent", self._refusal(self._vote(inquiry)))

    def test_a_violation_is_told_apart_and_leaves_the_procedure(self):
        inquiry, _evidence = self._start()
        assessment = inquiry.assessment_ids
        self.assertTrue(assessment.has_responsibilities)
        assessment.responsibility_ids = self.handling
        self.assertFalse(assessment.is_stopped)
        assessment.responsibility_ids = self.violation
        self.assertTrue(assessment.is_stopped)
        assessment.conclusion = "The rule was known."
        ballot = self._vote(inquiry)
        refusal = self._refusal(ballot)
        self.assertIn(self.violation.name, refusal)
        self.assertIn("The rule was known.", refusal)
        self.assertEqual(ballot.selectable_degree_ids, self.degrees["refused"])

    def test_exclusions_are_asked_before_any_vote(self):
        inquiry, _evidence = self._start()
        line = self._find(inquiry.assessment_ids, "serious_violation")
        self.assertEqual(line.allowed_answers, ["no", "yes", "unclear"])
        line.write({"answer": False, "reasoning": False, "evidence_ids": [(5,)]})
        self.assertFalse(inquiry.assessment_ids.is_complete)
        inquiry.report = "<p>Found.</p>"
        with self.assertRaises(UserError):
            act(inquiry).action_close()
        # What is not there is shown by nothing.
        line.answer = "no"
        self.assertTrue(line.is_answered)
        line.answer = "yes"
        self.assertFalse(line.is_answered)
        line.answer = "no"
        act(inquiry).action_close()

    def test_exclusions_of_the_higher_regulation_are_asked_and_offered(self):
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        above = self.version.create(
            {
                "scheme_id": higher.id,
                "situation_ids": [
                    Command.create(
                        {
                            "name": "Disaster",
                            "number": 1,
                            "part_ids": [Command.create({"name": "It happened"})],
                        }
                    )
                ],
                "degree_ids": [Command.create({"name": "Exempt", "kind": "exempt"})],
                "step_ids": [Command.create({"name": "Decide", "kind": "decision"})],
                "exclusion_ids": [Command.create({"name": "Waste", "code": "waste"})],
            }
        )
        publish(above.with_user(self.users["administrator"]))
        self.version.scheme_id.parent_id = higher
        inquiry, _evidence = self._start()
        line = self._find(inquiry.assessment_ids, "waste")
        self.assertEqual(line.exclusion_id, above.exclusion_ids)
        line.answer = "yes"
        self.assertIn("Higher Rules", self._refusal(self._vote(inquiry)))

    def test_an_open_question_is_answered_by_a_choice_or_in_words(self):
        inquiry, _evidence = self._start()
        assessment = inquiry.assessment_ids
        motive = self._find(assessment, "motive")
        words = self._find(assessment, "background")
        for line in (motive, words):
            line.write({"answer": False, "reasoning": False})
            self.assertFalse(line.is_answered)
            with self.assertRaises(ValidationError):
                line.answer = "yes"
        helping, gaining = motive.factor_id.choice_ids
        motive.write({"choice_id": helping.id, "reasoning": "See the minutes."})
        self.assertTrue(motive.is_answered)
        self.assertEqual(motive.answer_text, "To help")
        words.reasoning = "The heating had failed."
        self.assertTrue(words.is_answered)
        words.evidence_ids = False
        self.assertFalse(words.is_answered)
        words.answer = "unclear"
        self.assertTrue(words.is_answered)
        with self.assertRaises(ValidationError):
            words.choice_id = gaining
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            motive.answer = "unclear"
            motive.flush_recordset()

    def test_choosing_takes_the_other_answer_back(self):
        inquiry, _evidence = self._start()
        motive = self._find(inquiry.assessment_ids, "motive")
        self.assertEqual(motive.answer, "unclear")
        with Form(inquiry.assessment_ids) as form:
            index = inquiry.assessment_ids.line_ids.ids.index(motive.id)
            with form.line_ids.edit(index) as line:
                line.choice_id = motive.factor_id.choice_ids[0]
                self.assertFalse(line.answer)
        self.assertEqual(motive.choice_id, motive.factor_id.choice_ids[0])

    def test_what_the_applicant_says_and_the_clerk_saw_decides_nothing(self):
        stop = self.exclusions["stop"][0]
        application = self.file(exclusion_statement="I gained nothing.")
        self.assertIn(stop.name, application.exclusion_names)
        self.assertNotIn(f"{stop.name} (handled", application.exclusion_names)
        action = self.answer(application, exclusion_ids=[(6, 0, stop.ids)])
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        inquiry = self.start_inquiry(case)
        assessment = inquiry.assessment_ids
        self.assertEqual(assessment.exclusion_statement, "I gained nothing.")
        self.assertEqual(assessment.suspected_exclusion_ids, stop)
        self.assertFalse(self._find(assessment, stop.code).answer)
        self.assess(inquiry, self.enter_evidence(inquiry))
        ballot = self._vote(inquiry)
        self.assertEqual(ballot.exclusion_statement, "I gained nothing.")
        act(ballot).action_cast()
        foreign = self.env["tolerance.scheme.exclusion"].search(
            [("version_id", "!=", self.version.id)], limit=1
        )
        with self.assertRaises(ValidationError):
            self.answer(self.file("colleague"), exclusion_ids=[(6, 0, foreign.ids)])

    def test_the_decision_is_bound_by_the_inquiry_as_the_vote_is(self):
        inquiry, _evidence = self._start()
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        case = self.as_user("clerk", inquiry.case_id)
        self.hold_session(case)
        self.hold_session(case)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        self.assertEqual(draft.nature, "ordinary")
        draft.exclusion_ids = self.exclusions["stop"][0]
        with self.assertRaises(UserError) as caught:
            act(draft).action_confirm()
        self.assertIn("rules tolerance out", str(caught.exception))
        draft.exclusion_ids = False
        self.assertFalse(inquiry.assessment_ids.is_stopped)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute("UPDATE tolerance_assessment SET is_stopped = TRUE")
            self.env.cr.execute(
                "UPDATE tolerance_determination SET state = 'confirmed' WHERE id = %s",
                [draft.id],
            )
        act(draft).action_confirm()
        with self.assertRaises(AccessError):
            draft.nature = "none"
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_determination SET nature = 'none' WHERE id = %s",
                [draft.id],
            )
        self.serve(case)
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertIn("Ordinary Negligence", application.served_text)
