from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import act
from .case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestCaseWalk(CaseWalk):
    def test_from_application_to_filing(self):
        """The whole walk, every act by the user whose part it is."""
        application = self.file()
        self.assertEqual(application.state, "filed")
        case = self.as_user("clerk")["tolerance.case"].browse(
            self.answer(application)["res_id"]
        )
        self.assertEqual(case.current_step_id.kind, "inquiry")
        self.inquire(case)
        self.assertEqual(case.state, "deliberation")
        opinion = self.hold_session(case)
        self.assertEqual(opinion.kind, "preliminary")
        decision = self.hold_session(case)
        self.assertEqual(decision.kind, "decision")
        self.assertEqual(case.state, "deliberation")
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        self.assertEqual(draft.degree_id.kind, "exempt")
        act(draft).action_confirm()
        self.assertEqual(case.state, "decided")
        self.assertEqual(application.state, "decided")
        with self.assertRaises(UserError):
            act(case).action_file()
        self.serve(case)
        self.assertEqual(application.state, "served")
        self.assertIn("Decided together, no gain.", application.served_text)
        case.archive_number = "RC-1"
        with self.assertRaises(UserError):
            act(case).action_file()
        self.plan_corrections(case)
        act(case).action_file()
        self.assertEqual(case.state, "filed")
        self.assertFalse(case.activity_ids)
        with self.assertRaises(AccessError):
            case.archive_number = "RC-2"
        states = set(case.step_ids.mapped("state"))
        self.assertEqual(states, {"done", "skipped"})

    def test_person_and_unit_in_one_case(self):
        case = self.accept()
        unit = self.submit("head", kind="unit")
        self.assertEqual(unit.state, "filed")
        self.assertEqual(unit.subject_id, self.unit.tolerance_subject_id)
        action = self.answer(unit, matter_id=case.matter_id.id)
        self.assertEqual(action["res_id"], case.id)
        self.assertEqual(
            case.party_ids.subject_id,
            self.officer.tolerance_subject_id | self.unit.tolerance_subject_id,
        )
        self.inquire(case)
        self.assertEqual(len(case.assessment_ids), 2)
        session = self.open_session(case)
        self.assertEqual(self.get_ballots(session).party_id, case.party_ids)

    def test_second_application_of_a_person_in_a_matter_is_refused(self):
        case = self.accept()
        second = self.file()
        with self.assertRaises(UserError):
            self.answer(second, matter_id=case.matter_id.id)

    def test_no_party_joins_after_the_session_is_called(self):
        case = self.accept()
        self.inquire(case)
        late = self.file("colleague")
        with self.assertRaises(UserError):
            self.answer(late, matter_id=case.matter_id.id)

    def test_refused_outcome_is_reasoned_and_served(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case, "refused")
        self.serve(case)
        application = case.party_ids.application_id
        self.assertIn("Decided together, no gain.", application.served_text)
        disclosure = case.step_ids.filtered(lambda step: step.kind == "disclosure")
        with self.assertRaises(UserError):
            disclosure.action_finish()

    def test_disclosure_of_a_granted_case(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        disclosure = case.step_ids.filtered(lambda step: step.kind == "disclosure")
        disclosure.write(
            {
                "disclosure_id": self.version.disclosure_ids[0].id,
                "disclosure_range": "The divisions of the bureau",
            }
        )
        disclosure.action_finish()
        self.assertEqual(disclosure.state, "done")

    def test_every_act_is_in_the_ledger(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        self.plan_corrections(case)
        case.archive_number = "RC-1"
        act(case).action_file()
        Entry = self.env["tolerance.ledger.entry"]
        self.assertLessEqual(
            {"application.submit", "application.file"},
            set(Entry.search([("chain", "=", False)]).mapped("verb")),
        )
        chain = f"tolerance.case,{case.id}"
        self.assertLessEqual(
            {
                "case.accept",
                "case.start_inquiry",
                "inquiry.appoint",
                "inquiry.stated",
                "evidence.enter",
                "inquiry.close",
                "session.open",
                "ballot.cast",
                "session.close",
                "case.decided",
                "step.done",
                "determination.confirm",
                "case.serve",
                "case.file",
            },
            set(Entry.search([("chain", "=", chain)]).mapped("verb")),
        )

    def test_refusal_to_sign_needs_a_witness(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        values = {
            "party_id": case.party_ids.id,
            "receiver": "Test Officer",
            "way": "in_person",
            "explanation": "Explained.",
            "signature": "refused",
        }
        service = act(case.env["tolerance.decision.delivery"]).create(
            {**values, "witness": "Wang"}
        )
        self.assertEqual(service.witness, "Wang")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            act(case.env["tolerance.decision.delivery"]).create(values)

    def test_service_stays_within_the_case_it_is_entered_from(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        other = self.accept("colleague")
        Service = case.env["tolerance.decision.delivery"]
        values = {
            "party_id": case.party_ids.id,
            "receiver": "Test Officer",
            "way": "in_person",
            "explanation": "Explained.",
            "signature": "signed",
        }
        with self.assertRaises(UserError):
            act(Service.with_context(default_case_id=other.id)).create(values)
        self.assertFalse(case.party_ids.delivery_ids)
        own = Service.with_context(default_case_id=case.id)
        self.assertEqual(own.new().selectable_party_ids.ids, case.party_ids.ids)
        elsewhere = Service.with_context(default_case_id=other.id)
        self.assertFalse(elsewhere.new().selectable_party_ids)
        # The list names the case beside the party; nothing is decided in the other.
        self.assertEqual(Service.new().selectable_party_ids.ids, case.party_ids.ids)
        party = case.party_ids.with_context(tolerance_show_case=True)
        self.assertIn(case.name, party.display_name)
        self.assertNotIn(case.name, case.party_ids.display_name)
        self.assertTrue(act(own).create(values))

    def test_readers_of_the_case(self):
        case = self.accept()
        for login in ("officer", "head", "colleague", "auditor", "administrator"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.as_user(login, case).read(["name"])
        for login in ("inquirer", "member", "leader", "hr_officer"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.as_user(login, case).read(["name"])
        self.inquire(case)
        self.assertEqual(self.as_user("inquirer", case).name, case.name)
        self.open_session(case)
        self.assertEqual(self.as_user("member", case).name, case.name)
        with self.assertRaises(AccessError):
            self.as_user("leader", case).read(["name"])
        self.assertEqual(case.display_name, case.name)
