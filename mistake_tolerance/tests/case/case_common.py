from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase, act, logged_in


class CaseWalk(ToleranceTestCase):
    """A shipped procedure, a body head for each session, and the walk in steps."""

    preset_code = "gansu_2018"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("leader", "member")
        cls.make_user("expert")
        cls.version = cls.env["tolerance.scheme"]._load_preset(
            cls.preset_code, cls.company
        )
        steps = cls.version.step_ids.grouped("kind")
        for kind, login in (("preliminary", "member"), ("decision", "leader")):
            if kind in steps:
                unlocked(steps[kind].body_id).head_user_id = cls.users[login]
        cls.company.tolerance_clerk_id = cls.users["clerk"]
        known = cls.version.situation_ids.filtered(lambda s: not s.is_open)
        cls.situation = known.sorted("number")[0]
        cls.degrees = cls.version.degree_ids.grouped("kind")

    def draft(self, login="officer", **values):
        """Return a filled-in draft of an application, as its applicant."""
        return self.as_user(login)["tolerance.application"].create(
            {
                "organ": "Discipline Inspection Group",
                "proceeding_started_on": self.company._tolerance_today(),
                "what_happened": "The new patrol plan left a gate unwatched.",
                "situation_ids": [(6, 0, self.situation.ids)],
                "degree_id": self.degrees["exempt"].id,
                "statement": "Decided in a meeting, no gain, repaired at once.",
                **values,
            }
        )

    def submit(self, login="officer", **values):
        application = self.draft(login, **values)
        act(application).action_submit()
        return application

    def file(self, login="officer", **values):
        application = self.submit(login, **values)
        if application.state == "with_unit":
            act(self.as_user("head", application)).action_forward()
        return application

    def answer(self, application, **values):
        """Decide on acceptance as the clerk; returns the action."""
        dialog = self.as_user("clerk")["tolerance.application.answer"].create(
            {
                "application_id": application.id,
                "decision": "accept",
                "title": "Gate unwatched",
                "different_reason": "Another gate.",
                **values,
            }
        )
        return act(dialog).action_confirm()

    def accept(self, login="officer", **values):
        """Bring an application into a case; returns the case as its clerk."""
        application = self.file(login)
        action = self.answer(application, **values)
        return self.as_user("clerk")["tolerance.case"].browse(action["res_id"])

    def start_inquiry(self, case):
        """Start the inquiry with one member, who has no interest in the case."""
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [(0, 0, {"user_id": self.users["inquirer"].id})]
        act(self.as_user("inquirer", inquiry.member_ids)).action_state_no_interest()
        return self.as_user("inquirer", inquiry)

    def enter_evidence(self, inquiry, **values):
        return inquiry.env["tolerance.evidence"].create(
            {
                "inquiry_id": inquiry.id,
                "name": "Minutes of the meeting",
                "source": "Office of the ward",
                "content": b"bWludXRlcw==",
                "content_name": "minutes.txt",
                **values,
            }
        )

    def assess(self, inquiry, evidence, **answers):
        """Answer every question with the first answer, or as said for its kind."""
        for assessment in inquiry.assessment_ids:
            for line in assessment.line_ids:
                line.write(
                    {
                        "answer": answers.get(
                            "stop" if line.is_stop else line.kind,
                            line.allowed_answers[0],
                        ),
                        "reasoning": "See the minutes.",
                        "evidence_ids": [(6, 0, evidence.ids)],
                    }
                )
            assessment.write({"nature": "ordinary", "conclusion": "A slip."})

    def inquire(self, case, **answers):
        """Carry the inquiry through to its report."""
        inquiry = self.start_inquiry(case)
        self.assess(inquiry, self.enter_evidence(inquiry), **answers)
        inquiry.report = "<p>The gate was unwatched for an hour.</p>"
        act(inquiry).action_close()
        return inquiry

    def prepare_hearing(self, case, **values):
        """Prepare the hearing of a case and ask one professional; returns it."""
        hearing = case.env["tolerance.hearing"].browse(
            act(case).action_prepare_hearing()["res_id"]
        )
        with logged_in(case.env):
            hearing.write(
                {
                    "held_at": fields.Datetime.now(),
                    "place": "Hall 2",
                    "topic": "A gate was unwatched for an hour.",
                    "presided_by": "Test Chair",
                    "opinion_ids": [
                        Command.create(
                            {
                                "user_id": self.users["expert"].id,
                                "profession": "Engineer of gates",
                                "question": "Is an hour usual while a plan changes?",
                            }
                        )
                    ],
                    **values,
                }
            )
        return hearing

    def hear(self, hearing, answer="supports"):
        """Let the professional sign and every party confirm a statement."""
        for opinion in hearing.opinion_ids:
            own = opinion.with_user(opinion.user_id)
            own.write(
                {"answer": answer, "opinion": "It is usual.", "reasons": "Practice."}
            )
            act(own).action_sign()
        for statement in hearing.statement_ids:
            own = statement.with_user(statement.user_id)
            own.text = "I followed the new plan."
            act(own).action_sign()

    def hold_hearing(self, case, answer="supports"):
        """Carry the hearing of a case through to its closing; returns it."""
        hearing = self.prepare_hearing(case)
        act(hearing).action_call()
        self.hear(hearing, answer)
        act(hearing).action_close()
        return hearing

    def open_session(self, case):
        """Open the next session as the clerk."""
        action = case.action_open_session()
        return self.as_user("clerk")["tolerance.session"].browse(action["res_id"])

    def fill(self, ballot, kind="exempt", **values):
        ballot.write(
            {
                "degree_id": self.degrees[kind].id,
                "situation_ids": [(6, 0, self.situation.ids)],
                "reasons": "Decided together, no gain.",
                **values,
            }
        )

    def hold_session(self, case, kind="exempt", **values):
        """Open, cast every ballot and close; returns the session."""
        session = self.open_session(case)
        for ballot in self.get_ballots(session):
            own = ballot.with_user(ballot.user_id)
            self.fill(own, kind, **values)
            act(own).action_cast()
        session.minutes = "Discussed and resolved."
        act(session).action_close()
        return session

    def decide(self, case, kind="exempt"):
        """Hold both sessions and confirm what was decided."""
        self.hold_session(case, kind)
        self.hold_session(case, kind)
        drafts = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        act(drafts).action_confirm()
        return drafts

    def plan_corrections(self, case):
        """Plan, as the clerk, what tolerated parties put right."""
        corrections = case.env["tolerance.correction"].search(
            [("matter_id", "=", case.matter_id.id)]
        )
        for correction in corrections:
            correction.write(
                {
                    "measure_id": self.version.measure_ids[0].id,
                    "error": "The gate had no guard.",
                    "requirement": "Two guards at each gate.",
                    "deadline": self.company._tolerance_today() + timedelta(days=30),
                    "responsible_id": self.users["officer"].id,
                    "checker_id": self.users["head"].id,
                }
            )
            correction.action_plan()

    def serve(self, case, **values):
        return act(case.env["tolerance.decision.delivery"]).create(
            [
                {
                    "party_id": party.id,
                    "way": "in_person",
                    "signature": "signed",
                    "receiver": party.subject_id.name,
                    "explanation": "Explained what it means for the appraisal.",
                    **values,
                }
                for party in case.party_ids
            ]
        )


class Committees:
    """For test cases: enters the members of a committee, and begins its meetings."""

    @classmethod
    def enter_members(cls, body, names):
        """Enter members of a committee: a chair, a vice chair, the others.

        :param list names: of users, who are made
        """
        roles = ["chair", "vice_chair"] + ["member"] * (len(names) - 2)
        for number, (name, role) in enumerate(zip(names, roles, strict=True)):
            user = cls.users.get(name) or cls.make_user(name, "member")
            unlocked(cls.env["tolerance.body.member"]).create(
                {
                    "body_id": body.id,
                    "user_id": user.id,
                    "role": role,
                    "sequence": number,
                }
            )

    def convene(self, session):
        """Put a session that was called on the agenda of a meeting, and begin it."""
        meeting = self.as_user("clerk")["tolerance.meeting"].create(
            {
                "body_id": session.body_id.id,
                "held_at": fields.Datetime.now(),
                "place": "Room 1",
            }
        )
        session._put_on_agenda(meeting)
        act(meeting).action_hold()
        return session
