from datetime import timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase, act
from .delegation_common import DelegationCase


@tagged("post_install", "-at_install")
class TestDelegation(DelegationCase, ToleranceTestCase):
    """Who may be appointed to stand in for whom, and how it ends."""

    def test_delegation_starts_by_its_action_and_is_in_the_ledger(self):
        stand_in = self.delegate("unit_head", "head", "colleague")
        self.assertEqual(stand_in.phase, "running")
        self.assertEqual(stand_in.appointed_by_id, self.users["administrator"])
        entry = self.get_last_entry("stand_in.appoint")
        self.assertEqual(entry.res_id, stand_in.id)
        self.assertIn(f'"deputy": {self.users["colleague"].id}', entry.payload)

    def test_both_users_are_notified(self):
        stand_in = self.delegate("unit_head", "head", "colleague")
        message = stand_in.sudo().message_ids or self.env["mail.message"].search(
            [("model", "=", stand_in._name), ("res_id", "=", stand_in.id)]
        )
        told = message.notified_partner_ids
        self.assertIn(self.users["head"].partner_id, told)
        self.assertIn(self.users["colleague"].partner_id, told)

    def test_phases_follow_the_dates_alone(self):
        stand_in = self.delegate("unit_head", "head", "colleague", first=2, last=3)
        self.assertEqual(stand_in.phase, "planned")
        start = fields.Datetime.now()
        for days, phase in ((2, "running"), (3, "running"), (4, "over")):
            with freeze_time(start + timedelta(days=days)):
                stand_in.invalidate_recordset()
                self.assertEqual(stand_in.phase, phase, days)

    def test_days_are_those_of_the_agency(self):
        """At 17:00 UTC it is the next day in China."""
        day = self.company._tolerance_today()
        stand_in = self.delegate("unit_head", "head", "colleague", last=0)
        Delegation = self.env["tolerance.delegation"]
        with freeze_time(f"{day} 15:00:00"):
            self.assertTrue(Delegation._get_running("unit_head"))
        with freeze_time(f"{day} 17:00:00"):
            self.assertFalse(Delegation._get_running("unit_head"))
            stand_in.invalidate_recordset()
            self.assertEqual(stand_in.phase, "over")

    @mute_logger("odoo.sql_db")
    def test_database_refuses_invalid_delegations(self):
        delegation = self.delegate("unit_head", "head", "colleague")
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.draft_delegation("unit_head", "head", "head").flush_recordset()
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.draft_delegation(
                "unit_head", "head", "officer", 5, 4
            ).flush_recordset()
        other = self.draft_delegation("unit_head", "head", "officer", 7, 9)
        with self.assertRaises(ExclusionViolation), self.cr.savepoint():
            other._write_unlocked({"state": "appointed"})
            other.flush_recordset()
        act(delegation).action_end()
        act(other).action_appoint()
        self.assertEqual(other.state, "appointed")

    def test_overlap_is_refused_with_the_other_one(self):
        self.delegate("unit_head", "head", "colleague")
        other = self.draft_delegation("unit_head", "head", "officer", 7, 9)
        with self.assertRaisesRegex(UserError, "test_colleague .* end that first"):
            act(other).action_appoint()
        act(
            self.draft_delegation("unit_head", "head", "officer", 8, 9)
        ).action_appoint()

    def test_two_drafts_that_clash_are_not_appointed_together(self):
        drafts = self.draft_delegation("unit_head", "head", "colleague")
        drafts |= self.draft_delegation("unit_head", "head", "officer")
        with self.assertRaises(UserError):
            act(drafts).action_appoint()

    def test_delegated_role_is_not_delegated_again(self):
        self.delegate("helper", "head", "colleague")
        with self.assertRaisesRegex(UserError, "cannot be delegated again"):
            self.delegate("helper", "colleague", "officer", 3, 10)
        with self.assertRaisesRegex(UserError, "away"):
            self.delegate("helper", "officer", "head", 3, 10)

    def test_delegation_gives_no_role(self):
        with self.assertRaisesRegex(UserError, "gives no role"):
            self.delegate("clerk", "clerk", "colleague")
        with self.assertRaisesRegex(UserError, "nothing to stand in for"):
            self.delegate("clerk", "colleague", "clerk")
        with self.assertRaisesRegex(UserError, "heads no unit"):
            self.delegate("unit_head", "colleague", "officer")

    def test_user_cannot_appoint_themselves(self):
        draft = self.draft_delegation("helper", "head", "administrator")
        with self.assertRaisesRegex(UserError, "appoint yourself"):
            act(draft).action_appoint()
        act(self.as_user("hr_officer", draft)).action_appoint()

    def test_a_body_admits_a_stand_in_only_by_its_own_rule(self):
        self.make_user("second", "member")
        body = self.env["tolerance.body"].create(
            {"name": "Test Body", "head_user_id": self.users["member"].id}
        )
        draft = self.draft_delegation("body_head", "member", "second", body_id=body.id)
        with self.assertRaisesRegex(UserError, "vote is personal"):
            act(draft).action_appoint()
        self.as_user("administrator", body).admits_delegation = True
        act(draft).action_appoint()
        self.assertEqual(body._get_sitting()[0], self.users["second"])

    def test_nobody_stands_in_for_a_member_of_a_committee(self):
        self.make_user("second", "member")
        self.make_user("third", "member")
        body = self.env["tolerance.body"].create(
            {"name": "Test Body", "admits_delegation": True}
        )
        unlocked(body).head_user_id = self.users["member"]
        self.delegate("body_head", "member", "second", body_id=body.id)
        self.assertEqual(body._get_sitting()[0], self.users["second"])
        for name, role in (("member", "chair"), ("third", "member")):
            unlocked(body.member_ids).create(
                {"body_id": body.id, "user_id": self.users[name].id, "role": role}
            )
        # What was appointed before the committee had members gives no seat either.
        self.assertEqual(body._get_sitting()[0], self.users["member"])
        for number, principal in enumerate(("member", "third"), start=1):
            with self.subTest(principal):
                draft = self.draft_delegation(
                    "body_head",
                    principal,
                    "second",
                    10 * number,
                    10 * number + 5,
                    body_id=body.id,
                )
                with self.assertRaisesRegex(UserError, "votes in person"):
                    act(draft).action_appoint()

    def test_an_appointment_does_not_change(self):
        stand_in = self.delegate("unit_head", "head", "colleague")
        for values in ({"deputy_id": self.users["officer"].id}, {"state": "draft"}):
            with self.assertRaises(AccessError):
                stand_in.write(values)
        with self.assertRaises(AccessError):
            stand_in.unlink()

    def test_ended_early_it_is_over_at_once(self):
        stand_in = self.delegate("unit_head", "head", "colleague")
        Delegation = self.env["tolerance.delegation"]
        self.assertTrue(Delegation._get_running("unit_head"))
        act(stand_in).action_end()
        self.assertFalse(Delegation._get_running("unit_head"))
        self.assertEqual(self.get_last_entry("stand_in.end").res_id, stand_in.id)

    def test_readers_of_a_delegation(self):
        stand_in = self.delegate("unit_head", "head", "colleague")
        for login in ("head", "colleague", "auditor", "hr_officer"):
            self.assertTrue(self.as_user(login, stand_in).read(["reason"]))
        with self.assertRaises(AccessError):
            self.as_user("officer", stand_in).read(["reason"])
        with self.assertRaises(AccessError):
            act(self.as_user("head", stand_in)).action_end()
