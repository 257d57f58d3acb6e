from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestBreach(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()
        cls.effect = cls.determination.effect_ids[:1]

    def _report(self, role="officer"):
        breaches = self.as_user(role)["tolerance.breach"]
        return breaches.create(
            {
                "effect_id": self.effect.id,
                "where_found": "Ward list",
                "description": "Three points are still deducted.",
            }
        )

    def test_reported_and_resolved(self):
        breach = self._report()
        self.assertTrue(breach.name)
        officer = self.as_user("hr_officer", breach)
        with self.assertRaises(UserError):
            officer.action_resolve()
        officer.answer = "The list was corrected on 3 June."
        officer.action_resolve()
        self.assertEqual(breach.state, "resolved")
        self.assertEqual(breach.answer, "The list was corrected on 3 June.")
        with self.assertRaises(UserError):
            officer.action_dismiss()

    def test_contested_before_the_body(self):
        breach = self._report()
        with self.assertRaises(UserError):
            breach.action_contest()
        officer = self.as_user("hr_officer", breach)
        officer.answer = "Nothing found."
        officer.action_dismiss()
        breach.action_contest()
        with self.assertRaises(UserError):
            officer.action_dismiss()
        member = self.as_user("member", breach)
        member.answer = "The list counts it. Corrected."
        member.action_resolve()
        self.assertEqual(breach.state, "resolved")

    def test_only_the_protected_report(self):
        with self.assertRaises(AccessError):
            self._report("colleague")
        with self.assertRaises(AccessError):
            self._report("hr_officer")

    def test_the_reporter_does_not_answer(self):
        breach = self._report()
        for vals in ({"state": "resolved"}, {"answer": "Fine."}):
            with self.assertRaises(AccessError):
                breach.write(vals)
        with self.assertRaises(AccessError):
            breach.action_resolve()

    def test_a_report_stays_as_it_was_made(self):
        breach = self._report()
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", breach).description = "Other"
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", breach).unlink()
        self.assertFalse(self.as_user("colleague")["tolerance.breach"].search([]))


@tagged("post_install", "-at_install")
class TestHold(GuardCase):
    def test_no_hold_unless_the_agency_says_so(self):
        self._make_party()
        self._make_mark()

    def test_hold_until_the_decision(self):
        self.company.tolerance_hold_days = 90
        party = self._make_party()
        with self.assertRaises(UserError) as caught:
            self._make_mark()
        self.assertIn("being examined", str(caught.exception))
        self._decide("refused", party, situation_ids=False)
        self._make_mark()

    def test_hold_ends_by_itself(self):
        self.company.tolerance_hold_days = 10
        self._make_party()
        today = self.company._tolerance_today()
        hold = self.env["tolerance.effect"].search([("matter_id", "=", self.matter.id)])
        self.assertEqual(set(hold.mapped("form")), {"hold"})
        self.assertEqual((hold[0].date_to - today).days, 10)
        self._make_mark(date=f"{today.year + 1}-12-31")

    def test_hold_gives_way_to_the_exemption(self):
        self.company.tolerance_hold_days = 90
        determination = self._decide()
        effects = self.env["tolerance.effect"].search(
            [("matter_id", "=", self.matter.id), ("is_lifted", "=", False)]
        )
        self.assertEqual(effects, determination.effect_ids)
