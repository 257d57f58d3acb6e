from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act

# Record type, and what its list says of whom, of what and of how it ended.
LISTS = {
    "tolerance.case": {"name", "party_names", "matter_title", "outcome", "due_on"},
    "tolerance.case.step": {"case_id", "party_names", "matter_title", "due_on"},
    "tolerance.inquiry": {"case_id", "party_names", "matter_title", "due_on"},
    "tolerance.assessment": {"case_id", "party_id", "matter_title"},
    "tolerance.session": {
        "case_id",
        "party_names",
        "matter_title",
        "outcome",
        "due_on",
    },
    "tolerance.ballot": {
        "case_id",
        "party_id",
        "matter_title",
        "degree_id",
        "due_on",
    },
    "tolerance.determination": {"name", "subject_id", "matter_title", "degree_id"},
    "tolerance.decision.delivery": {"case_id", "party_id", "matter_title"},
    "tolerance.correction": {"name", "subject_id", "matter_title", "deadline"},
    "tolerance.follow.up": {"name", "subject_id", "matter_title", "date_to"},
    "tolerance.application": {"name", "subject_id", "summary", "due_on"},
}


@tagged("post_install", "-at_install")
class TestListed(CaseWalk):
    """Lists name the person, the matter and the outcome; steps name who acted."""

    def test_each_list_says_of_whom_and_of_what(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        for model, names in LISTS.items():
            with self.subTest(model=model):
                view = self.env[model].get_view(view_type="list")
                for name in names:
                    self.assertIn(f'name="{name}"', view["arch"])
                login = "leader" if model == "tolerance.ballot" else "clerk"
                records = self.as_user(login)[model].search([])
                self.assertTrue(records)
                records.read(sorted(names))

    def test_case_says_what_was_decided_about_each_party(self):
        case = self.accept()
        self.assertEqual(case.party_names, self.officer.name)
        self.assertFalse(case.outcome)
        self.inquire(case)
        self.hold_session(case)
        session = self.hold_session(case)
        degree = self.degrees["exempt"].name
        self.assertEqual(session.outcome, degree)
        self.assertFalse(case.outcome)
        self.assertEqual(case.party_ids.decision_state, "draft")
        decision = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        act(decision).action_confirm()
        self.assertEqual(case.outcome, degree)
        party = case.party_ids
        self.assertEqual(party.determination_id, decision)
        self.assertEqual(party.outcome_id, self.degrees["exempt"])
        self.assertEqual(party.decided_on, decision.decided_on)
        self.assertEqual(party.decision_state, "confirmed")
        decision.revocation_reason = "Decided on a wrong record."
        act(decision).action_revoke()
        self.assertFalse(case.outcome)
        self.assertEqual(party.decision_state, "revoked")

    def test_who_may_not_read_the_decision_reads_no_outcome(self):
        case = self.accept()
        inquiry = self.inquire(case)
        self.decide(case)
        own = inquiry.case_id
        self.assertEqual(own.party_names, self.officer.name)
        self.assertFalse(own.outcome)
        self.assertFalse(own.party_ids.outcome_id)
        self.assertFalse(own.party_ids.determination_id)

    def test_list_of_a_classified_case_names_nobody(self):
        case = self.accept()
        application = case.party_ids.application_id
        inquiry = self.inquire(case)
        session = self.hold_session(case)
        self.assertIn("patrol plan", self.as_user("clerk", application).summary)
        self.assertTrue(case.party_names)
        self.assertTrue(session.outcome)
        case._do_classify("secret", "Ground")
        for record in (case, *case.step_ids, inquiry, session):
            with self.subTest(record=record):
                self.assertFalse(record.party_names)
        self.assertFalse(session.outcome)
        self.assertFalse(self.as_user("clerk", application).summary)
        self.assertTrue(self.as_user("officer", application).summary)

    def test_steps_name_who_took_them(self):
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        actors = {
            step.kind: step.done_by for step in case.step_ids if step.state == "done"
        }
        expected = {
            "apply": "officer",
            "endorse": "head",
            "accept": "clerk",
            "inquiry": "inquirer",
            "preliminary": "member",
            "decision": "leader",
            "feedback": "clerk",
        }
        for kind, login in expected.items():
            with self.subTest(kind=kind):
                self.assertEqual(actors[kind], self.users[login])

    def test_nobody_is_named_where_the_unit_let_its_days_pass(self):
        application = self.submit()
        application.sudo()._do_receive("lapse")
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        step = case.step_ids.filtered(lambda step: step.kind == "endorse")
        self.assertEqual(step.state, "done")
        self.assertFalse(step.done_by)

    def test_a_longer_list_asks_no_more(self):
        cases = self.accept()
        for login in ("colleague", "head"):
            cases |= self.accept(login, title=f"Matter of {login}")
        for name in ("tolerance.case", "tolerance.case.step"):
            records = self.as_user("clerk")[name].search([])
            fields = sorted(LISTS[name])
            counts = []
            for some in (records[:1], records):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                some.read(fields)
                counts.append(self.env.cr.sql_log_count - before)
            with self.subTest(name=name):
                self.assertLessEqual(counts[1], counts[0])
