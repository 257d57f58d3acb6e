from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import act, logged_in
from ..delegation.delegation_common import DelegationCase
from .case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestDelegationCase(DelegationCase, CaseWalk):
    """What a stand-in of a unit head, a clerk and the head of a body may do."""

    def make_waiting(self):
        """Return an application that waits with the head of the unit."""
        application = self.submit()
        self.assertEqual(application.state, "with_unit")
        return application

    def test_forwards_for_the_unit_head_and_the_ledger_says_so(self):
        application = self.make_waiting()
        mine = self.as_user("colleague", application)
        with self.assertRaises(AccessError):
            mine.read(["statement"])
        self.delegate("unit_head", "head", "colleague")
        self.assertTrue(mine.search([("id", "=", mine.id)]))
        mine.unit_opinion = "The unit supports it."
        with logged_in(mine.env):
            self.assertTrue(mine.can_forward)
        act(mine).action_forward()
        self.assertEqual(application.filed_by, self.users["colleague"])
        entry = self.get_last_entry("application.file")
        self.assertEqual(entry.author_name, self.users["colleague"].name)
        self.assertEqual(entry.principal_name, self.users["head"].name)
        # It stays with the user who has just forwarded it.
        self.assertTrue(mine.read(["state"]))

    def test_heads_own_act_names_no_principal(self):
        self.delegate("unit_head", "head", "colleague")
        application = self.make_waiting()
        act(self.as_user("head", application)).action_forward()
        self.assertFalse(self.get_last_entry("application.file").principal_name)

    def test_delegation_begins_and_ends_on_its_days(self):
        application = self.make_waiting()
        mine = self.as_user("colleague", application)
        self.delegate("unit_head", "head", "colleague", first=1, last=2)
        start = fields.Datetime.now()
        for days, allowed in ((0, False), (1, True), (2, True), (3, False)):
            with freeze_time(start + timedelta(days=days)):
                self.env.invalidate_all()
                found = mine.search([("id", "=", mine.id)])
                self.assertEqual(bool(found), allowed, days)
                self.assertEqual(mine.has_access("write"), allowed, days)
                self.assertEqual(mine._is_unit_head(), allowed, days)

    def test_cases_filed_before_the_delegation_stay_closed(self):
        application = self.file()
        self.delegate("unit_head", "head", "colleague")
        self.assertFalse(self.as_user("colleague", application).has_access("read"))

    def test_separation_holds_for_the_stand_in(self):
        """Neither the applicant, nor a subordinate, nor kin forwards it."""
        application = self.make_waiting()
        delegation = self.delegate("unit_head", "head", "officer")
        own = self.as_user("officer", application)
        self.assertFalse(own._is_unit_head())
        with self.assertRaisesRegex(UserError, "head of the unit"):
            act(own).action_forward()
        act(delegation).action_end()
        self.delegate("unit_head", "head", "colleague")
        mine = self.as_user("colleague", application)
        self.assertTrue(mine.has_access("read"))
        tie = act(mine.env["tolerance.interest.declaration"]).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        self.env.invalidate_all()
        self.assertFalse(mine.has_access("read"))
        self.assertFalse(mine.search([("id", "=", mine.id)]))
        act(tie).write({"active": False})
        self.env.invalidate_all()
        self.assertTrue(mine.has_access("read"))
        self.colleague.parent_id = self.officer
        self.env.invalidate_all()
        self.assertFalse(mine.has_access("read"))

    def test_user_who_gave_the_opinion_has_no_later_part(self):
        self.delegate("unit_head", "head", "colleague")
        application = self.make_waiting()
        act(self.as_user("colleague", application)).action_forward()
        self.answer(application)
        conflicts = application.sudo().party_ids.case_id.conflict_ids
        mine = conflicts.filtered(lambda row: row.user_id == self.users["colleague"])
        self.assertEqual(mine.reason, "earlier_role")

    def test_task_is_shared_with_the_stand_in(self):
        self.delegate("unit_head", "head", "colleague")
        application = self.make_waiting()
        todo = application.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["head"] | self.users["colleague"])
        act(self.as_user("colleague", application)).action_forward()
        kind = self.env.ref("mistake_tolerance.activity_type_forward")
        left = application.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )
        self.assertFalse(left)

    def test_stand_in_gets_tasks_from_before(self):
        application = self.make_waiting()
        delegation = self.delegate("unit_head", "head", "colleague")
        mine = self.as_user("colleague", delegation)
        action = mine.action_view_waiting()
        found = mine.env["mail.activity"].search(action["domain"])
        self.assertEqual(found.mapped("res_id"), application.ids)
        with self.assertRaises(UserError):
            self.as_user("head", delegation).action_view_waiting()

    def test_clerk_acts_for_the_clerk_in_charge(self):
        self.make_user("clerk_two", "clerk")
        case = self.accept()
        self.delegate("clerk", "clerk", "clerk_two")
        self.as_user("clerk_two", case).action_start_inquiry()
        entry = self.get_last_entry("case.start_inquiry")
        self.assertEqual(entry.principal_name, self.users["clerk"].name)
        kind = self.env.ref("mistake_tolerance.activity_type_form_team")
        todo = case.inquiry_ids.activity_ids.filtered(
            lambda a: a.activity_type_id == kind
        )
        self.assertEqual(todo.user_id, self.users["clerk"] | self.users["clerk_two"])

    def test_conflicted_clerk_gets_no_task_and_sees_nothing(self):
        user = self.make_user("clerk_two", "clerk")
        case = self.accept()
        act(case.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        self.delegate("clerk", "clerk", "clerk_two")
        case.action_start_inquiry()
        todos = case.activity_ids | case.inquiry_ids.activity_ids
        self.assertIn(self.users["clerk"], todos.user_id)
        self.assertNotIn(user, todos.user_id)
        self.assertFalse(case.with_user(user).has_access("read"))

    def test_protected_source_is_not_delegated(self):
        self.make_user("clerk_two", "clerk")
        case = self.accept()
        accuser = case.env["tolerance.protected.source"].create(
            {"case_id": case.id, "name": "Test Accuser"}
        )
        self.delegate("clerk", "clerk", "clerk_two")
        self.assertFalse(self.as_user("clerk_two", accuser).has_access("read"))

    def test_a_seat_is_refilled_where_the_body_admits_it(self):
        second = self.make_user("second", "member")
        case = self.accept()
        self.inquire(case)
        body = case.sudo()._get_next_session_step().body_id
        body.admits_delegation = True
        self.delegate("body_head", "member", "second", body_id=body.id)
        session = self.open_session(case)
        self.assertEqual(session.seat_ids.user_id, second)
        self.assertEqual(session.seat_ids.principal_id, self.users["member"])
        ballot = self.get_ballots(session).with_user(second)
        self.fill(ballot)
        with self.assertRaises(AccessError):
            act(self.get_ballots(session).with_user(self.users["member"])).action_cast()
        act(ballot).action_cast()
        entry = self.get_last_entry("ballot.cast")
        self.assertEqual(entry.principal_name, self.users["member"].name)

    def test_called_vote_is_not_delegated(self):
        self.make_user("second", "member")
        case = self.accept()
        self.inquire(case)
        body = case.sudo()._get_next_session_step().body_id
        body.admits_delegation = True
        session = self.open_session(case)
        self.delegate("body_head", "member", "second", body_id=body.id)
        ballot = self.as_user("second", self.get_ballots(session))
        self.assertFalse(ballot.has_access("read"))
        self.assertEqual(session.seat_ids.user_id, self.users["member"])

    def test_a_conflicted_stand_in_takes_no_seat(self):
        second = self.make_user("second", "member")
        case = self.accept()
        self.inquire(case)
        act(case.env["tolerance.interest.declaration"].with_user(second)).create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        body = case.sudo()._get_next_session_step().body_id
        body.admits_delegation = True
        self.delegate("body_head", "member", "second", body_id=body.id)
        with self.assertRaisesRegex(UserError, "conflict of interest"):
            case.action_open_session()

    def test_ledger_with_delegated_acts_verifies(self):
        self.delegate("unit_head", "head", "colleague")
        act(self.as_user("colleague", self.make_waiting())).action_forward()
        self.env["tolerance.ledger.seal"]._seal(self.company)
        findings, counts = self.env["tolerance.ledger.verifier"]._verify(self.company)
        self.assertTrue(counts["entries"])
        self.assertFalse(findings)

    def test_an_act_costs_no_query_more(self):
        """Who stands in for whom is kept in memory."""
        entry = self.env(user=self.users["clerk"])["tolerance.ledger.entry"]
        record = self.company
        entry._append([("matrix.try", record, {}, None)])
        self.delegate("unit_head", "head", "colleague")
        self.env["tolerance.delegation"]._get_appointed()
        entry._append([("matrix.try", record, {}, None)])
        with self.assertQueryCount(2):
            entry._append([("matrix.try", record, {}, None)])
