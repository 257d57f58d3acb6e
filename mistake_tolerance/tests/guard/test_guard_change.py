"""A guard that enforces decisions is weakened by two people or not at all."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import act
from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardChange(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls.env.ref("mistake_tolerance.guard_mark")
        cls.admin = cls.users["administrator"]
        cls.narrow = '[("active", "=", True), ("effect_id", "=", False)]'

    def _request(self, **values):
        return act(self.env["tolerance.guard.change"].with_user(self.admin)).create(
            {"guard_id": self.guard.id, "reason": "Too wide.", **values}
        )

    def _get_entries(self, change):
        return self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", change._name), ("res_id", "=", change.id)], order="id"
        )

    def test_guard_without_effects_is_changed_by_one_user(self):
        guard = self.guard.with_user(self.admin)
        guard.negative_domain = self.narrow
        guard.active = False
        guard.active = True

    def test_guard_with_effects_needs_a_second_user(self):
        self._decide()
        everybody = (self.guard, self.guard.with_user(self.admin))
        for guard in (*everybody, self.guard.with_context(tolerance_permit=True)):
            for values in (
                {"active": False},
                {"negative_domain": self.narrow},
                {"path_matter": False},
                {"path_area": False, "area_id": self.honours.id},
                {"model": "tolerance.appraisal"},
            ):
                with self.subTest(values=values), self.assertRaises(UserError):
                    guard.write(values)
        with self.assertRaises(UserError):
            self.guard.unlink()
        self.assertTrue(self.guard.active)
        # What does not weaken it needs nobody else.
        self.guard.with_user(self.admin).write(
            {"name": "Marks", "path_matter": "matter_id", "active": True}
        )

    def test_area_without_a_decision_is_free(self):
        guard = self.env["tolerance.guard"].create(
            {
                "name": "Unit records",
                "model": "tolerance.commendation",
                "path_subject": "subject_id",
                "area_id": self.env.ref("mistake_tolerance.area_exchange").id,
                "negative_domain": '[("title", "!=", False)]',
            }
        )
        self._decide()
        guard.active = False

    def test_expired_and_revoked_decisions_bind_no_guard(self):
        draft = self._draft()
        draft.with_user(self.decider).line_ids.write(
            {"date_to": "2026-04-01", "omission_reason": "The pilot ended then."}
        )
        act(draft.with_user(self.decider)).action_confirm()
        self.guard.active = False

    def test_modules_that_load_bring_their_guards(self):
        self._decide()
        registry = self.env.registry
        registry.ready = False
        try:
            self.guard.negative_domain = self.narrow
        finally:
            registry.ready = True
        self.assertEqual(self.guard.negative_domain, self.narrow)

    def test_two_people_switch_it_off(self):
        self._decide()
        change = self._request(is_switched_off=True)
        self.assertIn("switched off", change.summary)
        self.assertTrue(self.guard.active)
        self.assertFalse(change.can_approve)
        with self.assertRaisesRegex(UserError, "another administrator"):
            act(change).action_approve()
        with self.assertRaisesRegex(UserError, "another administrator"):
            act(change.sudo()).action_approve()
        with self.assertRaises(UserError):
            act(change.with_user(self.env.ref("base.user_root"))).action_approve()
        with self.assertRaises(AccessError):
            act(change.with_user(self.users["hr_officer"])).action_approve()
        (done,) = self._change_guards(self.guard, is_switched_off=True)
        self.assertFalse(self.guard.active)
        self.assertEqual(done.state, "approved")
        entries = self._get_entries(done)
        self.assertEqual(
            entries.mapped("verb"), ["guard.change.request", "guard.change.approve"]
        )
        self.assertEqual(
            [entries[0].author_id, entries[1].author_id],
            [self.admin.id, done.answered_by.id],
        )
        self.assertIn("Needed for", json.loads(entries[1].payload)["reason"])

    def test_two_people_narrow_it(self):
        self._decide()
        (change,) = self._change_guards(self.guard, negative_domain=self.narrow)
        self.assertEqual(self.guard.negative_domain, self.narrow)
        self.assertEqual(self.guard.path_matter, "matter_id")
        self.assertTrue(self.guard.active)
        self.assertIn(self.narrow, change.summary)
        with self.assertRaises(UserError):
            act(change.with_user(change.answered_by)).action_approve()

    def test_declined_leaves_the_guard(self):
        self._decide()
        change = self._request(is_switched_off=True)
        act(change).action_decline()
        self.assertEqual(change.state, "declined")
        self.assertTrue(self.guard.active)
        self.assertEqual(
            self._get_entries(change).mapped("verb"),
            ["guard.change.request", "guard.change.decline"],
        )

    def test_request_is_fixed_and_says_something(self):
        with self.assertRaises(UserError):
            self._request()
        change = self._request(negative_domain=self.narrow)
        for values in (
            {"state": "approved"},
            {"requested_by": self.decider.id},
            {"negative_domain": "[]"},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                change.write(values)
        with self.assertRaises(AccessError):
            self._request(is_switched_off=True, requested_by=self.decider.id)
        with self.assertRaises(AccessError):
            change.sudo().unlink()

    def test_other_administrators_get_the_approval_task(self):
        second = self.make_user("asked_administrator", "administrator")
        self._decide()
        change = self._request(is_switched_off=True)
        asked = change.sudo().activity_ids.user_id
        self.assertIn(second, asked)
        self.assertNotIn(self.admin, asked)
        act(change.with_user(second)).action_decline()
        self.assertFalse(change.sudo().activity_ids)
