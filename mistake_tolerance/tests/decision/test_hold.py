from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestHold(GuardCase):
    def _get_holds(self):
        return self.env["tolerance.effect"].search(
            [("matter_id", "=", self.matter.id), ("form", "=", "hold")]
        )

    def _refer(self, **values):
        return self.env["tolerance.proceeding"].create(
            {
                "matter_id": self.matter.id,
                "organ": "Discipline Office",
                "trigger": "referral",
                "started_on": "2026-03-05",
                **values,
            }
        )

    def _appraise(self, year=2026):
        return self.as_user("hr_officer")["tolerance.appraisal"].create(
            {
                "employee_id": self.officer.id,
                "area_id": self.annual.id,
                "year": year,
            }
        )

    def test_hold_requires_the_setting_of_the_agency(self):
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
        with self.assertRaises(UserError):
            # No date that is still to come leads out of it.
            self._make_mark(date=f"{today.year + 1}-12-31")
        hold._end_overdue()
        self._make_mark()

    def test_the_regulation_lets_handling_wait_however_long(self):
        """Nothing ends such a hold but the decision (P26)."""
        self.version.hold_until_decision = True
        self.company.tolerance_hold_days = 10
        party = self._make_party()
        holds = self._get_holds()
        self.assertTrue(holds)
        self.assertFalse(any(holds.mapped("date_to")))
        later = fields.Date.to_string(fields.Date.today() + timedelta(days=800))
        with freeze_time(later):
            self.env["tolerance.effect"]._cron_end_holds()
            self.assertFalse(any(holds.mapped("is_lifted")))
            with self.assertRaises(UserError):
                self._make_mark()
            self._decide("refused", party, situation_ids=False)
            self._make_mark()

    def test_hold_gives_way_to_the_exemption(self):
        self.company.tolerance_hold_days = 90
        determination = self._decide()
        effects = self.env["tolerance.effect"].search(
            [("matter_id", "=", self.matter.id), ("is_lifted", "=", False)]
        )
        self.assertEqual(effects, determination.effect_ids)

    def test_hold_on_referral_by_the_organ(self):
        self.version._write_unlocked({"state": "published"})
        self._refer()
        self.assertFalse(self._get_holds(), "no hold unless the agency says so")
        self.company.tolerance_hold_days = 90
        self._refer(organ="Second Office", trigger="notice")
        self.assertFalse(self._get_holds())
        self._refer(organ="Third Office")
        holds = self._get_holds()
        self.assertEqual(holds.subject_id, self.subject)
        self.assertIn(self.annual, holds.area_id)
        # The database asks what a hold follows from.
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
        with self.assertRaises(UserError):
            self._make_mark()
        # A person found concerned later is held too.
        unlocked(self.matter).subject_ids |= self.colleague.tolerance_subject_id
        self.assertEqual(len(self._get_holds().subject_id), 2)

    def test_referral_entered_as_such_later(self):
        self.version._write_unlocked({"state": "published"})
        self.company.tolerance_hold_days = 90
        proceeding = self._refer(trigger="notice")
        proceeding.trigger = "referral"
        self.assertTrue(self._get_holds())

    def test_acceptance_after_referral_holds_once(self):
        """The longest duration runs from the referral, and is not renewed."""
        self.version._write_unlocked({"state": "published"})
        self.company.tolerance_hold_days = 10
        self._refer()
        holds = self._get_holds()
        self._make_party()
        self.assertEqual(self._get_holds(), holds)

    def test_overdue_hold_ends_with_an_alarm(self):
        self.company.tolerance_hold_days = 10
        party = self._make_party()
        unlocked(party.case_id).clerk_id = self.users["clerk"]
        later = fields.Date.to_string(fields.Date.today() + timedelta(days=12))
        with freeze_time(later):
            self.env["tolerance.effect"]._cron_end_holds()
            self.assertTrue(all(self._get_holds().mapped("is_lifted")))
            activity = self.matter.activity_ids
            self.assertEqual(activity.user_id, self.users["clerk"])
            notified = (
                self.env["mail.notification"]
                .search(
                    [
                        ("mail_message_id.model", "=", "tolerance.matter"),
                        ("mail_message_id.res_id", "=", self.matter.id),
                    ]
                )
                .res_partner_id
            )
            self.assertIn(self.users["supervisor"].partner_id, notified)
            # A record that names the matter counts until the decision.
            mark = self._make_mark()
            self.env["tolerance.effect"]._cron_end_holds()
            self.assertEqual(self.matter.activity_ids, activity, "one alarm")
            self._decide(party=party)
            self.assertTrue(mark.is_neutralised)

    def test_year_end_is_pending_and_finished_without_the_matter(self):
        self.company.tolerance_hold_days = 90
        party = self._make_party()
        appraisal = self._appraise()
        earlier = self._appraise(2025)
        (act(appraisal | earlier)).action_confirm()
        self.assertEqual(appraisal.state, "pending")
        self.assertEqual(earlier.state, "confirmed", "the matter is of a later year")
        with self.assertRaisesRegex(UserError, "on hold"):
            act(appraisal).action_confirm()
        with self.assertRaises(UserError):
            self._make_mark(
                kind="deduction",
                points=9,
                appraisal_id=appraisal.id,
                employee_id=self.officer.id,
                area_id=self.annual.id,
            )
        self._decide(party=party)
        officer = appraisal.activity_ids.user_id
        self.assertTrue(officer.has_group("mistake_tolerance.group_hr_officer"))
        act(appraisal).action_confirm()
        self.assertEqual((appraisal.state, appraisal.score), ("confirmed", 100))
        self.assertFalse(appraisal.activity_ids)

    def test_year_end_after_a_refusal_counts_the_matter(self):
        self.company.tolerance_hold_days = 90
        party = self._make_party()
        appraisal = self._appraise()
        act(appraisal).action_confirm()
        self._decide("refused", party, situation_ids=False)
        self._make_mark(
            kind="deduction",
            points=9,
            appraisal_id=appraisal.id,
            area_id=self.annual.id,
        )
        act(appraisal).action_confirm()
        self.assertEqual(appraisal.score, 91)
