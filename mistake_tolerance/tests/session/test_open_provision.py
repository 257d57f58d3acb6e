from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act, publish


@tagged("post_install", "-at_install")
class TestOpenProvision(CaseWalk):
    """What a regulation holds, and what a case does with it."""

    def _publish(self, change):
        """Publish the next version of the regulation, changed by a function."""
        self.version = self.version.browse(self.version.action_new_draft()["res_id"])
        change(self.version)
        publish(self.as_user("administrator", self.version))
        self.situation = self.version.situation_ids.sorted("number")[0]
        self.degrees = self.version.degree_ids.grouped("kind")

    def test_what_is_not_known_is_not_claimed(self):
        self._publish(
            lambda version: version.situation_ids.sorted("number")[0].write(
                {"is_open": True}
            )
        )
        with self.assertRaises(ValidationError):
            self.draft()
        self.situation = self.version.situation_ids.sorted("number")[1]
        application = self.draft()
        self.assertEqual(application.situation_ids, self.situation)

    def test_an_outcome_that_is_not_known_is_not_asked_for(self):
        self._publish(
            lambda version: version.degree_ids.filtered(
                lambda d: d.kind == "exempt"
            ).write({"is_open": True})
        )
        with self.assertRaises(ValidationError):
            self.draft()

    def test_a_question_that_is_not_known_is_not_asked(self):
        self._publish(lambda version: version.factor_ids[:1].write({"is_open": True}))
        assessment = self.start_inquiry(self.accept()).assessment_ids
        self.assertEqual(
            assessment.line_ids.factor_id, self.version.factor_ids.sorted()[1:]
        )

    def test_a_step_that_is_not_known_is_not_taken(self):
        self._publish(
            lambda version: version.step_ids.filtered(
                lambda step: step.kind == "disclosure"
            ).write({"is_open": True})
        )
        self.assertNotIn("disclosure", self.accept().step_ids.mapped("kind"))

    def _get_ballot(self):
        case = self.accept()
        self.inquire(case)
        return self.get_ballots(self.open_session(case))

    def test_what_is_not_known_is_not_on_the_ballot(self):
        def leave_open(version):
            version.exclusion_ids[:1].is_open = True
            version.degree_ids.filtered(lambda d: d.kind == "lighter").is_open = True

        self._publish(leave_open)
        ballot = self._get_ballot()
        exclusion = self.version.exclusion_ids[:1]
        self.assertNotIn(exclusion, ballot.selectable_exclusion_ids)
        self.assertNotIn(self.degrees["lighter"], ballot.selectable_degree_ids)
        own = ballot.with_user(ballot.user_id)
        with self.assertRaises(ValidationError):
            own.exclusion_ids = exclusion
        with self.assertRaises(ValidationError):
            own.degree_id = self.degrees["lighter"]

    def test_the_ballot_shows_by_what_a_situation_is_weighed(self):
        self._publish(
            lambda version: version.situation_ids.sorted("number")[0].write(
                {"discretion": "Minor loss: exempt."}
            )
        )
        self.assertIn("Minor loss: exempt.", self._get_ballot().discretion)

    def test_kinds_of_responsibility_are_told_apart(self):
        def add_kinds(version):
            version.responsibility_ids = [
                (0, 0, {"name": name, "axis": axis})
                for name, axis in (
                    ("Wrong case", "quality"),
                    ("Handling flaw", "quality"),
                    ("Supervision", "type"),
                )
            ]

        self._publish(add_kinds)
        case = self.accept()
        inquiry = self.start_inquiry(case)
        assessment = inquiry.assessment_ids
        _wrong, flaw = kinds = self.version.responsibility_ids.filtered(
            lambda kind: kind.axis == "quality"
        )
        supervision = self.version.responsibility_ids - kinds
        with self.assertRaises(ValidationError):
            assessment.responsibility_ids = kinds
        assessment.responsibility_ids = flaw | supervision
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>Seen.</p>"
        act(inquiry).action_close()
        ballot = self.get_ballots(self.open_session(case))
        self.assertEqual(ballot.responsibility_ids, flaw | supervision)

    def test_the_decision_served_cites_principles_and_legal_bases(self):
        case = self.accept()
        self.inquire(case)
        self.hold_session(case)
        self.hold_session(case)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        principle = self.version.principle_ids[1]
        draft.principle_ids = principle
        act(draft).action_confirm()
        text = self.serve(case).text
        self.assertIn(f"Principles: {principle.name}", text)
        basis = self.version.legal_basis_ids
        self.assertIn(f"Legal bases of the regulation: {basis.name}", text)
