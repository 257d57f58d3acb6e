from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestSettings(ToleranceTestCase):
    """A setting that would stop the procedure is refused, every other one entered."""

    def get_entries(self):
        return self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "settings.change")]
        )

    def make_sequence(self, **values):
        return self.env["ir.sequence"].create({"name": "Numbers", **values})

    def test_a_zone_that_is_none(self):
        for zone in (
            "Bogus/Zone",
            "../etc/passwd",
            "/etc",
            "Asia",
            "\ud800",
            "x" * 300,
        ):
            with self.subTest(ascii(zone)), self.assertRaises(ValidationError):
                self.company.tolerance_tz = zone
        self.company.tolerance_tz = "Asia/Urumqi"
        self.assertTrue(self.company._tolerance_today())

    def test_settings_dialog_refuses_the_same_values(self):
        settings = self.as_user("administrator")["tolerance.settings"].create(
            {"unit_days": 5, "tz": "Bogus/Zone"}
        )
        with self.assertRaisesRegex(ValidationError, "no time zone"):
            settings.action_save()

    def test_receiving_clerk_must_be_a_clerk(self):
        gone = self.users["clerk"].copy({"login": "gone", "active": False})
        for user in (self.users["officer"], self.users["hr_officer"], gone):
            with self.subTest(user.login), self.assertRaises(ValidationError):
                self.company.tolerance_clerk_id = user
        self.company.tolerance_clerk_id = self.users["clerk"]

    def test_a_sequence_that_gives_no_number(self):
        other = self.env["res.company"].create({"name": "Other Bureau"})
        for sequence in (
            self.make_sequence(active=False),
            self.make_sequence(implementation="no_gap"),
            self.make_sequence(company_id=other.id),
        ):
            with self.subTest(sequence), self.assertRaises(ValidationError):
                self.company.tolerance_session_sequence_id = sequence
        sequence = self.make_sequence(company_id=self.company.id)
        self.company.tolerance_session_sequence_id = sequence

    def test_numbers_outside_their_bounds(self):
        for name, value in (
            ("tolerance_unit_days", 0),
            ("tolerance_unit_days", -1),
            ("tolerance_hold_days", -1),
            ("tolerance_follow_up_months", 10**9),
            ("tolerance_talk_months", 0),
        ):
            with self.subTest(name), self.assertRaises(ValidationError):
                self.company[name] = value

    def test_each_setting_of_the_company_is_entered(self):
        values = {
            "tolerance_tz": "Asia/Urumqi",
            "tolerance_unit_days": 9,
            "tolerance_hold_days": 77,
            "tolerance_clerk_id": self.users["clerk"].id,
            "tolerance_follow_up_months": 18,
            "tolerance_talk_months": 5,
            "tolerance_case_sequence_id": self.make_sequence().id,
        }
        for name, value in values.items():
            known = self.get_entries()
            self.company.write({name: value})
            entry = self.get_entries() - known
            with self.subTest(name):
                self.assertEqual(len(entry), 1)
                self.assertIn(name, entry.content)
                self.assertIn(str(value), entry.content)
        known = self.get_entries()
        # The same again, and what is no setting of ours, says nothing new.
        self.company.write({**values, "name": "Renamed"})
        self.assertEqual(self.get_entries(), known)
