from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act

PARTY = "is a party, heads a unit that is a party, or applied"
SUPERIOR = "is the direct superior of a party"
SUBORDINATE = "is a direct subordinate of a party"


@tagged("post_install", "-at_install")
class TestSeparation(CaseWalk):
    """Applicant, inquirer, voter and approver of a case are four people.

    Each pair is tried in both orders by what people press; nobody handles
    themselves, their superior or their subordinate either.
    """

    @contextmanager
    def refused(self, sentence):
        with self.assertRaises(UserError) as caught:
            yield
        self.assertIn(sentence, str(caught.exception))

    def be(self, login, *roles):
        for role in roles:
            self.users[login].group_ids |= self.env.ref(
                f"mistake_tolerance.group_{role}"
            )
        return self.users[login]

    def lead(self, kind, login):
        """Make somebody head of the body of a step, as the administrator does."""
        body = self.version.step_ids.filtered(lambda s: s.kind == kind).body_id
        self.as_user("administrator", body).head_user_id = self.be(login, "member")

    def appoint(self, case, login):
        self.as_user("clerk", case.inquiry_ids).member_ids = [
            (0, 0, {"user_id": self.be(login, "inquirer").id})
        ]

    def start(self, login="officer"):
        case = self.accept(login)
        case.action_start_inquiry()
        return case

    def join(self, case, login):
        """Have somebody apply, and the clerk take it into the case."""
        application = self.file(login)
        dialog = self.as_user("clerk")["tolerance.application.answer"].create(
            {
                "application_id": application.id,
                "decision": "accept",
                "matter_id": case.matter_id.id,
            }
        )
        return act(dialog).action_confirm()

    def test_applicant_then_inquirer(self):
        case = self.start()
        with self.refused(PARTY):
            self.appoint(case, "officer")

    def test_inquirer_then_applicant(self):
        """Everybody may apply; who does leaves the team and loses the case."""
        case = self.start()
        self.appoint(case, "colleague")
        member = case.inquiry_ids.member_ids
        act(self.as_user("colleague", member)).action_state_no_interest()
        self.as_user("colleague", case).check_access("read")
        self.join(case, "colleague")
        self.assertEqual(member.state, "withdrawn")
        with self.assertRaises(AccessError):
            self.as_user("colleague", case).check_access("read")
        with self.assertRaises(AccessError):
            self.as_user("colleague", case.inquiry_ids).report = "<p>Mine.</p>"
        self.assertIn(
            "Form the team", self.as_user("clerk", case.inquiry_ids).next_action
        )

    def test_applicant_then_voter_or_approver(self):
        case = self.accept()
        self.inquire(case)
        self.lead("preliminary", "officer")
        with self.refused(PARTY):
            case.action_open_session()
        self.lead("preliminary", "member")
        self.hold_session(case)
        self.lead("decision", "officer")
        with self.refused(PARTY):
            case.action_open_session()

    def test_voter_or_approver_then_applicant(self):
        case = self.accept()
        self.inquire(case)
        for kind, login in (("preliminary", "colleague"), ("decision", "leader")):
            self.lead(kind, login)
        self.hold_session(case)
        with self.refused("takes no further party"):
            self.join(case, "colleague")
        self.env["hr.employee"].create(
            {
                "name": "Test Leader",
                "user_id": self.users["leader"].id,
                "department_id": self.unit.id,
                "company_id": self.company.id,
            }
        )
        self.open_session(case)
        with self.refused("takes no further party"):
            self.join(case, "leader")

    def test_inquirer_then_voter_or_approver(self):
        case = self.accept()
        self.inquire(case)
        self.lead("preliminary", "inquirer")
        with self.refused("has inquired into the case"):
            case.action_open_session()
        self.lead("preliminary", "member")
        self.hold_session(case)
        self.lead("decision", "inquirer")
        with self.refused("has inquired into the case"):
            case.action_open_session()

    def test_voter_or_approver_then_inquirer(self):
        case = self.accept()
        self.inquire(case)
        for login in ("member", "leader"):
            self.hold_session(case)
            with self.refused("The inquiry is closed"):
                self.appoint(case, login)

    def test_voter_then_approver(self):
        case = self.accept()
        self.inquire(case)
        self.hold_session(case)
        self.lead("decision", "member")
        with self.refused("cannot decide it too"):
            case.action_open_session()
        self.lead("decision", "leader")
        self.hold_session(case)
        drafts = self.env["tolerance.determination"].search([("case_id", "=", case.id)])
        for login in ("member", "clerk", "inquirer"):
            with self.assertRaises(UserError):
                act(self.as_user(login, drafts)).action_confirm()
        act(self.as_user("leader", drafts)).action_confirm()

    def test_approver_who_has_become_close_does_not_confirm(self):
        case = self.accept()
        self.inquire(case)
        self.hold_session(case)
        self.hold_session(case)
        drafts = self.env["tolerance.determination"].search([("case_id", "=", case.id)])
        act(self.as_user("leader")["tolerance.interest.declaration"]).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        with self.assertRaises(AccessError):
            act(self.as_user("leader", drafts)).action_confirm()

    def test_superior_and_subordinate_may_not_handle_the_case(self):
        for applicant, other, sentence in (
            ("officer", "head", SUPERIOR),
            ("head", "officer", SUBORDINATE),
        ):
            with self.subTest(applicant):
                application = self.file(applicant)
                self.be(other, "clerk")
                if other == "head":
                    # The head endorsed it, and so may open it.
                    own = self.as_user(other, application)
                    with self.refused(sentence):
                        act(own).action_answer()
                else:
                    with self.assertRaises(AccessError):
                        act(self.as_user(other, application)).action_answer()
                case = self.env["tolerance.case"].browse(
                    self.answer(application, title=applicant)["res_id"]
                )
                case = self.as_user("clerk", case)
                with self.assertRaises(AccessError):
                    self.as_user(other, case).action_start_inquiry()
                case.action_start_inquiry()
                with self.refused(sentence):
                    self.appoint(case, other)
                self.appoint(case, "inquirer")
                inquiry = self.as_user("inquirer", case.inquiry_ids)
                act(inquiry.member_ids.with_env(inquiry.env)).action_state_no_interest()
                self.assess(inquiry, self.enter_evidence(inquiry))
                inquiry.report = "<p>An hour.</p>"
                act(inquiry).action_close()
                self.lead("preliminary", other)
                with self.refused(sentence):
                    case.action_open_session()
