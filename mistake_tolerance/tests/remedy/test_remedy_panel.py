from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ...rules.paper import get_texts
from ..case.case_common import Committees
from ..common import act
from .remedy_common import RemedyCase


@tagged("post_install", "-at_install")
class TestRemedyPanel(Committees, RemedyCase):
    """Requirement: the panel is new, and what was decided binds meanwhile (F37)."""

    def get_draft(self, case, old):
        return self.as_user("second", case.determination_ids - old)

    def check_refused(self, function):
        """Check that the database refuses something, at the latest when it ends."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.CheckViolation),
            self.env.cr.savepoint(),
        ):
            function()
            self.env.flush_all()
            self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
        self.env.invalidate_all()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Of two that are called so, the one that protects in every area.
        cls.degrees["reduced"] = cls.degrees["reduced"].sorted("rank")[:1]
        for name in ("third", "fourth", "highest"):
            cls.make_user(name, "member")

    def test_a_committee_decides_without_who_decided_before(self):
        self.enter_members(self.above, ["second", "third", "leader"])
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        session = self.accept_request(self.ask(case))
        self.assertTrue(session.is_collective)
        seats = session.sudo().seat_ids.grouped("user_id")
        self.assertFalse(seats[self.users["leader"]].is_voting)
        self.assertTrue(seats[self.users["third"]].is_voting)
        with self.assertRaisesRegex(UserError, "meeting"):
            act(session).action_open_ballot()
        self.convene(session)
        act(session).action_open_ballot()
        ballots = self.get_ballots(session)
        self.assertEqual(ballots.user_id, self.users["second"] | self.users["third"])
        self.assertEqual(ballots.party_id, case.party_ids)
        for ballot in ballots:
            own = ballot.with_user(ballot.user_id)
            self.fill(own, "exempt")
            act(own).action_cast()
        session.minutes = "Discussed and resolved."
        act(session).action_close()
        draft = self.get_draft(case, old)
        for name in ("third", "leader"):
            with self.subTest(name), self.assertRaises(UserError):
                act(self.as_user(name, draft)).action_confirm()
        act(draft).action_confirm()
        self.assertEqual((old.state, draft.state), ("revoked", "confirmed"))

    def test_a_paper_of_the_panel_is_never_worse(self):
        self.enter_members(self.above, ["second", "third", "fourth"])
        case = self.decide_and_serve("exempt")
        session = self.accept_request(self.ask(case))
        session.mode = "recorded"
        record = session.record_ids
        self.assertEqual(record.party_id, case.party_ids)
        record.write({"degree_id": self.degrees["refused"].id, "reasons": "Worse."})
        self.assertIn("does not become worse", "".join(record._get_lacks()))
        record.degree_id = self.degrees["exempt"]
        self.assertNotIn("does not become worse", "".join(record._get_lacks()))

    def test_the_decision_binds_until_the_panel_has_decided(self):
        case = self.decide_and_serve("exempt")
        old = self.as_user("leader", case.determination_ids)
        self.assertTrue(old.can_revoke)
        request = self.ask(case)
        self.assertFalse(old.can_revoke)
        old.revocation_reason = "Too mild."
        with self.assertRaisesRegex(UserError, "stays in force"):
            act(old).action_revoke()
        self.check_refused(lambda: old.sudo()._write_unlocked({"state": "revoked"}))
        self.decide_request(request, "exempt")
        self.assertEqual(request.state, "upheld")
        self.assertTrue(old.can_revoke)
        self.assertFalse(self.as_user("second", old).can_revoke)

    def test_who_decided_before_does_not_touch_the_draft_of_the_panel(self):
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        self.decide_request(self.ask(case), "exempt")
        draft = self.get_draft(case, old)
        self.assertTrue(draft.can_confirm)
        leader = self.as_user("leader", draft)
        self.assertFalse(leader.can_confirm)
        with self.assertRaises(AccessError):
            leader.reasons = "Worded by who decided before."
        first = case.session_ids.filtered(lambda s: not s.remedy_id)
        result = self.as_user("leader", first.result_ids)
        self.assertIn("stay as they are", result._get_wording_refusal())
        # Nor does the new panel touch the decision that stands.
        self.assertFalse(self.as_user("second", old).can_revoke)
        body = old.with_user(self.users["clerk"]).sudo()._get_letter_values()["body"]
        self.assertEqual(body, first.body_id.name)

    def test_a_stand_in_of_who_decided_has_no_vote(self):
        case = self.decide_and_serve("refused")
        session = self.accept_request(self.ask(case))
        seats = unlocked(session.sudo().seat_ids)
        stand_in = self.make_user("stand_in", "member")
        self.check_refused(
            lambda: seats.create(
                {
                    "session_id": session.id,
                    "user_id": stand_in.id,
                    "principal_id": self.users["leader"].id,
                }
            )
        )

    def test_no_area_loses_its_protection(self):
        case = self.decide_and_serve("reduced")
        old = case.determination_ids
        self.decide_request(self.ask(case), "exempt")
        draft = self.get_draft(case, old)
        line = draft.line_ids[0]
        line.write({"is_selected": False, "omission_reason": "Not needed."})
        self.assertFalse(draft.can_confirm)
        with self.assertRaisesRegex(UserError, "stays protected"):
            act(draft).action_confirm()
        self.check_refused(lambda: draft.sudo()._write_unlocked({"state": "confirmed"}))
        tomorrow = self.company._tolerance_today() + timedelta(days=1)
        line.write({"is_selected": True, "date_to": tomorrow})
        self.assertIn("stays protected", draft.next_action)
        line.write({"date_to": False, "omission_reason": False})
        act(draft).action_confirm()
        self.assertEqual(old.state, "revoked")

    def test_a_neutralised_mark_stays_so_when_the_decision_is_replaced(self):
        """A second panel replaces what the first one granted, in one moment."""
        case = self.decide_and_serve("refused")
        old = case.determination_ids
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
        self.decide_request(self.ask(case), "reduced")
        better = self.get_draft(case, old)
        act(better).action_confirm()
        self.assertTrue(mark.is_neutralised)
        self.serve(case)
        top = self.env["tolerance.body"].create({"name": "Test Body on Top"})
        unlocked(top).head_user_id = self.users["highest"]
        self.decide_request(self.ask(case, "appeal"), "exempt", top)
        last = self.as_user("highest", case.determination_ids - old - better)
        act(last).action_confirm()
        self.assertEqual(last.replaces_id, better)
        self.assertEqual((better.state, last.state), ("revoked", "confirmed"))
        self.env.flush_all()
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.sudo().effect_id.determination_id, last)

    def write_letter(self, case):
        """Return a determination of the only party, as its clerk."""
        values = {"kind": "determination", "party_id": case.party_ids.id}
        return case.env["tolerance.letter"].create({"case_id": case.id, **values})

    def test_the_letter_of_the_old_decision_is_not_served_again(self):
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        first, waiting = self.write_letter(case), self.write_letter(case)
        act(first).action_issue()
        self.assertEqual(case._get_issued_determination(old), first)
        self.decide_request(self.ask(case), "exempt")
        draft = self.get_draft(case, old)
        paper = self.write_letter(case)._make_letter_paper()
        self.assertIn(old.degree_id.name, "".join(get_texts(paper)))
        act(draft).action_confirm()
        self.assertFalse(case._get_issued_determination(draft))
        act(waiting).action_issue()
        self.assertEqual(waiting.state, "checking")
        self.serve(case)
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertIn(draft.degree_id.name, application.served_text)
        self.assertIn(draft.degree_id.name, self.write_letter(case).body)

    def test_a_letter_from_before_does_not_say_that_it_was_upheld(self):
        case = self.decide_and_serve("refused")
        old = case.determination_ids
        act(self.write_letter(case)).action_issue()
        request = self.decide_request(self.ask(case), "refused")
        self.assertEqual(request.state, "upheld")
        self.assertFalse(case._get_issued_determination(old))
        self.serve(case)
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertIn("is upheld", application.served_text)
        letter = self.write_letter(case)
        self.assertIn("is upheld", letter.body)
        act(letter).action_issue()
        self.assertEqual(letter.sudo().remedy_id, request.sudo())
        self.assertEqual(case._get_issued_determination(old), letter)

    def test_the_days_to_decide_run_from_the_receipt(self):
        case = self.decide_and_serve("refused")
        request = self.ask(case)
        today = self.company._tolerance_today()
        self.assertGreaterEqual(request.decide_by, today + timedelta(days=30))
        first = request.decide_by
        with self.assertRaises(UserError):
            act(self.as_user("clerk", request)).action_extend()
        self.accept_request(request)
        self.assertEqual(request.decide_by, first)
        todos = request.sudo().activity_ids
        self.assertIn(first, todos.mapped("date_deadline"))
        news = self.env["mail.message"].search(
            [
                ("model", "=", request._name),
                ("res_id", "=", request.id),
                ("notified_partner_ids", "in", self.users["officer"].partner_id.ids),
            ]
        )
        self.assertIn(request.name, news[:1].body)
        self.assertNotIn("patrol", news[:1].body)

    def test_an_appeal_is_extended_once(self):
        case = self.decide_and_serve("refused")
        request = self.ask(case, "appeal")
        self.assertFalse(request.decide_by)
        self.accept_request(request)
        self.assertTrue(request.decide_by)
        own = self.as_user("clerk", request)
        with self.assertRaises(UserError):
            act(own).action_extend()
        own.extension_reason = "A witness is abroad."
        act(own).action_extend()
        self.assertGreater(request.extended_until, request.decide_by)
        with self.assertRaises(UserError):
            act(own).action_extend()

    def test_the_party_asks_for_a_recusal_of_the_new_panel(self):
        case = self.decide_and_serve("refused")
        application = self.as_user("officer", case.party_ids.application_id)
        self.assertFalse(application.can_request_recusal)
        session = self.accept_request(self.ask(case))
        self.assertTrue(application.can_request_recusal)
        recusal = act(self.as_user("officer")["tolerance.recusal"]).create(
            {
                "application_id": application.id,
                "named": self.users["second"].name,
                "reason": "We are neighbours.",
            }
        )
        self.assertEqual(recusal.sudo().session_id, session.sudo())
        self.assertEqual(recusal.sudo().user_id, self.users["second"])

    def test_a_void_session_is_called_again(self):
        case = self.decide_and_serve("refused")
        request = self.as_user("clerk", self.ask(case))
        session = self.accept_request(request)
        self.assertFalse(request.can_call_panel)
        session._void("The chair was ill.")
        self.assertTrue(request.can_call_panel)
        self.assertEqual(case.determination_ids.state, "confirmed")
        action = act(request).action_call_panel()
        again = session.browse(action["res_id"])
        self.assertEqual(again.remedy_id, session.remedy_id)
        self.assertNotEqual(again, session)
