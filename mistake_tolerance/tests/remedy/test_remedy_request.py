from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ..common import act, logged_in
from .remedy_common import RemedyCase


@tagged("post_install", "-at_install")
class TestRemedyRequest(RemedyCase):
    """Requirement: reconsideration and appeal (F37), by a new panel, never worse."""

    def test_from_the_own_page_to_a_better_decision(self):
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertTrue(application.can_ask_reconsideration)
        self.assertFalse(application.can_ask_correction)
        action = application.action_ask_reconsideration()
        self.assertEqual(action["context"]["default_application_id"], application.id)
        request = self.ask(case)
        self.assertTrue(request.name)
        self.assertFalse(request.is_late)
        self.assertFalse(application.can_ask_reconsideration)
        first = self.company._tolerance_today() + timedelta(days=30)
        # A last day that is a rest day moves on.
        self.assertGreaterEqual(request.due_on, first)
        todo = request.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["clerk"])
        self.assertIn(request.name, case.next_action)
        session = self.accept_request(request)
        step = case.step_ids.filtered(lambda s: s.kind == "reconsideration")
        self.assertEqual(step.state, "running")
        self.assertEqual(case.state, "decided")
        self.assertEqual(old.state, "confirmed")
        with self.assertRaises(UserError):
            act(case).action_file()
        ballot = self.get_ballots(session)
        self.assertEqual(ballot.user_id, self.users["second"])
        own = ballot.with_user(ballot.user_id)
        self.fill(own, "exempt")
        act(own).action_cast()
        session.minutes = "The minutes show it."
        act(session).action_close()
        draft = case.determination_ids - old
        self.assertEqual(draft.replaces_id, old)
        self.assertEqual(old.state, "confirmed")
        act(self.as_user("second", draft)).action_confirm()
        self.assertEqual((old.state, draft.state), ("revoked", "confirmed"))
        self.assertTrue(draft.effect_ids)
        self.assertEqual(request.state, "changed")
        self.assertEqual(step.state, "done")
        self.assertFalse(case.party_ids.is_served)
        self.serve(case)
        self.assertTrue(case.party_ids.is_served)
        self.assertIn(old.name, application.served_text)
        self.assertIn(draft.degree_id.name, application.served_text)
        self.assertTrue(application.can_ask_appeal)
        self.assertFalse(application.can_ask_reconsideration)
        verbs = self.env["tolerance.ledger.entry"].search(
            [("verb", "like", "remedy.")], order="id"
        )
        self.assertEqual(
            verbs.mapped("verb"),
            ["remedy.request", "remedy.accept", "remedy.changed"],
        )

    def test_marks_are_judged_again_in_the_same_moment(self):
        case = self.decide_and_serve("refused")
        area = self.version.area_ids.filtered(lambda a: a.subject_kind == "person")
        mark = self.env["tolerance.mark"].create(
            {
                "kind": "objection",
                "employee_id": self.officer.id,
                "area_id": area[:1].area_id.id,
                "matter_id": case.matter_id.id,
                "date": self.company._tolerance_today(),
                "reason": "Because of the matter.",
            }
        )
        self.env.flush_all()
        self.assertFalse(mark.is_neutralised)
        self.decide_request(self.ask(case), "exempt")
        self.assertFalse(mark.is_neutralised)
        draft = case.determination_ids.filtered(lambda d: d.state == "draft")
        act(self.as_user("second", draft)).action_confirm()
        self.assertTrue(mark.is_neutralised)

    def test_upheld_stays_and_is_served(self):
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        request = self.decide_request(self.ask(case), "refused")
        self.assertEqual(request.state, "upheld")
        self.assertEqual(case.determination_ids, old)
        self.assertEqual(old.state, "confirmed")
        self.assertFalse(case.party_ids.is_served)
        self.serve(case)
        self.assertIn("is upheld", case.party_ids.application_id.sudo().served_text)

    def test_never_worse(self):
        case = self.decide_and_serve("exempt")
        session = self.accept_request(self.ask(case))
        ballot = self.get_ballots(session)
        own = ballot.with_user(ballot.user_id)
        self.assertNotIn(self.degrees["refused"], own.selectable_degree_ids)
        self.fill(own, "refused", situation_ids=[(5,)])
        with self.assertRaisesRegex(UserError, "does not become worse"):
            act(own).action_cast()

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_worse_decision(self):
        case = self.decide_and_serve("exempt")
        old = case.determination_ids.sudo()
        with self.assertRaises(psycopg2.errors.CheckViolation):
            with self.env.cr.savepoint():
                old._create_unlocked(
                    {
                        "party_id": old.party_id.id,
                        "degree_id": self.degrees["refused"].id,
                        "reasons": "Worse.",
                        "replaces_id": old.id,
                    }
                )
                self.env.flush_all()

    @mute_logger("odoo.sql_db")
    def test_the_panel_is_new(self):
        case = self.decide_and_serve("refused")
        request = self.as_user("clerk", self.ask(case))
        request.body_id = self.prison.body_id
        with self.assertRaisesRegex(UserError, "choose another body"):
            act(request).action_accept()
        session = self.accept_request(request)
        with self.assertRaises(psycopg2.errors.CheckViolation):
            with self.env.cr.savepoint():
                unlocked(session.sudo().seat_ids).create(
                    {"session_id": session.id, "user_id": self.users["leader"].id}
                )
                self.env.flush_all()

    def test_only_the_party_asks_and_only_after_the_service(self):
        case = self.decide_and_serve("refused")
        for role in ("colleague", "head", "inquirer", "member"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.ask(case, login=role)
        with self.assertRaises(UserError):
            self.ask(case, kind="correction")
        for name, value in (
            ("state", "changed"),
            ("body_id", self.above.id),
            ("determination_id", case.determination_ids.id),
            ("user_id", self.users["head"].id),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                self.ask(case, **{name: value})
        request = self.ask(case)
        with self.assertRaises(UserError):
            self.ask(case)
        for role in ("colleague", "head", "hr_officer", "auditor"):
            with self.subTest(role):
                self.assertFalse(self.as_user(role, request)._filtered_access("read"))
        with self.assertRaises(AccessError):
            request.write({"reason": "Another reason."})
        self.assertFalse(request.can_accept)

    def test_late_needs_a_reason_and_can_be_refused(self):
        case = self.decide_and_serve("refused")
        day = self.company._tolerance_today() - timedelta(days=60)
        self.env.cr.execute(
            SQL(
                "UPDATE tolerance_decision_delivery SET served_on = %s "
                "WHERE case_id = %s",
                day,
                case.id,
            )
        )
        case.delivery_ids.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "The last day was"):
            self.ask(case)
        request = self.as_user("clerk", self.ask(case, late_reason="In hospital."))
        self.assertTrue(request.is_late)
        with self.assertRaises(UserError):
            act(request).action_refuse()
        request.answer = "The stay ended before the last day."
        act(request).action_refuse()
        self.assertEqual(request.state, "refused")
        self.assertFalse(request.sudo().activity_ids)

    def test_in_time_is_not_refused_by_a_clerk(self):
        case = self.decide_and_serve("refused")
        request = self.as_user("clerk", self.ask(case))
        self.assertFalse(request.can_refuse)
        request.answer = "No."
        with self.assertRaisesRegex(UserError, "a panel decides"):
            act(request).action_refuse()

    def test_paper_needs_name_and_scan(self):
        case = self.decide_and_serve("refused")
        action = case.action_enter_remedy()
        requests = case.env["tolerance.remedy.request"].with_context(
            **action["context"]
        )
        values = {
            "party_id": case.party_ids.id,
            "kind": "reconsideration",
            "way": "paper",
            "reason": "The plan was approved.",
        }
        with self.assertRaisesRegex(UserError, "name on the paper"):
            act(requests).create(values)
        values["asked_by"] = "Test Officer"
        with self.assertRaisesRegex(UserError, "scan"):
            act(requests).create(values)
        scan = case.env["ir.attachment"].create({"name": "a.pdf", "raw": b"paper"})
        values["attachment_ids"] = [(6, 0, scan.ids)]
        with logged_in(requests.env):
            request = requests.create(values)
        self.assertEqual(request.way, "paper")
        self.assertEqual(scan.res_id, request.id)
        self.assertFalse(request.user_id)

    def test_on_file_is_taken_up_again(self):
        case = self.decide_and_serve("refused")
        case.archive_number = "2026-1"
        act(case).action_file()
        request = self.ask(case)
        self.accept_request(request)
        self.assertEqual(case.state, "decided")
        self.assertFalse(case.filed_on)

    def test_the_step_is_not_done_by_a_click(self):
        case = self.decide_and_serve("refused")
        step = case.step_ids.filtered(lambda s: s.kind == "reconsideration")
        with self.assertRaisesRegex(UserError, "when a party asks"):
            act(step).action_finish()
        case.archive_number = "2026-1"
        act(case).action_file()
        self.assertEqual(step.state, "skipped")

    def test_withdrawn_by_who_asked(self):
        case = self.decide_and_serve("refused")
        request = self.ask(case)
        with self.assertRaises(UserError):
            act(self.as_user("clerk", request)).action_withdraw()
        act(request).action_withdraw()
        self.assertEqual(request.state, "withdrawn")
        self.assertTrue(self.ask(case))


@tagged("post_install", "-at_install")
class TestCorrectingSession(RemedyCase):
    """A regulation without reconsideration has an explicit correcting session."""

    preset_code = "gansu_2018"

    def test_correcting_session(self):
        case = self.decide_and_serve("refused")
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertFalse(application.can_ask_reconsideration)
        self.assertTrue(application.can_ask_correction)
        with self.assertRaisesRegex(UserError, "correcting session"):
            self.ask(case)
        old = case.determination_ids
        self.decide_request(self.ask(case, "correction"), "exempt")
        draft = case.determination_ids - old
        act(self.as_user("second", draft)).action_confirm()
        self.assertEqual((old.state, draft.state), ("revoked", "confirmed"))
        decision = case.step_ids.filtered(lambda s: s.kind == "decision")
        self.assertEqual(decision.state, "done")
