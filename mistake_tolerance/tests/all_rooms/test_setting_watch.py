"""What weakens the protection is never one person's act, nor unseen."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestSettingWatch(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls.env.ref("mistake_tolerance.guard_mark")
        cls.make_user("second", "administrator")
        cls.strong = cls.guard.negative_domain
        cls.weak = '[("points", ">", 900)]'

    def _request(self, **values):
        changes = self.as_user("administrator")["tolerance.guard.change"]
        return act(changes).create(
            {"guard_id": self.guard.id, "reason": "Tidied.", **values}
        )

    def _approve(self, change):
        act(self.as_user("second", change)).action_approve()

    def _entries(self, record):
        return self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    def test_second_person_from_the_case_on(self):
        guard = self.as_user("administrator", self.guard)
        self._make_party()
        for vals in ({"active": False}, {"negative_domain": self.weak}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "examined"):
                guard.write(vals)
        with self.assertRaises(UserError):
            guard.unlink()
        self._approve(self._request(negative_domain=self.weak))
        self.assertEqual(self.guard.negative_domain, self.weak)

    def test_every_change_is_in_the_ledger(self):
        guard = self.as_user("administrator", self.guard)
        guard.negative_domain = self.weak
        guard.name = "Marks"
        guard.active = False
        guard.active = True
        entries = self._entries(self.guard)
        self.assertEqual(entries.mapped("verb"), ["oversight.change"] * 4)
        self.assertIn("900", entries[-1].payload)
        self.assertIn(
            self.users["administrator"],
            self.env["res.users"].browse(entries.mapped("account_id")),
        )
        area = self.as_user("administrator", self.annual)
        area.name = "Promotion"
        self.assertIn("Promotion", self._entries(self.annual).payload)
        # By it regulations say whom they cover.
        kind = self.as_user(
            "administrator", self.env.ref("mistake_tolerance.subject_type_town")
        )
        kind.name = "Villages"
        self.assertIn("Villages", self._entries(kind).payload)

    def test_approved_is_what_is_shown(self):
        """A request made of a weak guard does not bring the weakness back."""
        guard = self.as_user("administrator", self.guard)
        guard.negative_domain = self.weak
        change = self._request(path_amount="points")
        self.assertNotIn("900", change.summary)
        guard.negative_domain = self.strong
        self._decide()
        with self.assertRaisesRegex(UserError, "changed since"):
            self._approve(change)
        self.assertEqual(self.guard.negative_domain, self.strong)
        act(self.as_user("second", change)).action_decline()

    def test_an_older_request_does_not_undo_a_newer_one(self):
        self._decide()
        older = self._request(path_amount="points")
        newer = self._request(accepts_marks=True)
        self._approve(newer)
        with self.assertRaisesRegex(UserError, "changed since"):
            self._approve(older)
        self.assertTrue(self.guard.accepts_marks)
