from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestPromotionTrack(PersonnelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.track = cls.hr["tolerance.track"].create({"name": "Test Track"})
        cls.lower, cls.upper = cls.hr["tolerance.track.level"].create(
            [
                {"track_id": cls.track.id, "name": "Third", "sequence": 1},
                {
                    "track_id": cls.track.id,
                    "name": "Second",
                    "sequence": 2,
                    "years": 2,
                    "conditions": "Test passed\n\n No deduction for two years ",
                },
            ]
        )

    def _propose(self, **vals):
        return self.hr["tolerance.promotion"].create(
            {"employee_id": self.officer.id, "level_id": self.upper.id, **vals}
        )

    def _object(self, promotion, requirement, **vals):
        return self.hr["tolerance.mark"].create(
            {
                "kind": "objection",
                "promotion_id": promotion.id,
                "check_id": promotion.check_ids.filtered(
                    lambda check: check.name == requirement
                ).id,
                "matter_id": self.matter.id,
                "date": "2026-05-04",
                "reason": "Points were deducted",
                **vals,
            }
        )

    def test_three_tracks_without_conditions_of_ours(self):
        tracks = self.env["tolerance.track"].search([("company_id", "=", False)])
        own = tracks.filtered(lambda t: t.get_external_id()[t.id])
        self.assertEqual(
            own.mapped("name"),
            ["Non-Leading Posts", "Police Officer Posts", "Police Technical Posts"],
        )

    def test_checklist_comes_from_the_level(self):
        promotion = self._propose()
        self.assertEqual(promotion.to_job, "Second")
        self.assertEqual(promotion.track_id, self.track)
        served, passed, clean = promotion.check_ids
        self.assertIn("2", served.name)
        self.assertEqual(
            (passed.name, clean.name), ("Test passed", "No deduction for two years")
        )
        self.assertFalse(any(promotion.check_ids.mapped("is_met")))
        promotion.check_ids = [(0, 0, {"name": "Own line"})]
        promotion.level_id = self.lower
        self.assertEqual(promotion.check_ids.mapped("name"), ["Own line"])
        promotion.level_id = self.upper
        copy = promotion.copy()
        self.assertEqual(
            sorted(copy.check_ids.mapped("name")),
            sorted(promotion.check_ids.mapped("name")),
        )

    def test_years_are_counted_from_the_last_promotion_on_the_track(self):
        first = self._propose(level_id=self.lower.id, date="2024-03-01")
        act(first).action_propose()
        act(first).action_approve()
        for date, is_met in (("2026-02-28", False), ("2026-03-01", True)):
            with self.subTest(date):
                second = self._propose(date=date)
                self.assertEqual(second.check_ids[0].is_met, is_met)
                self.assertTrue(second.check_ids[0].note)
        other = self._propose(employee_id=self.colleague.id, date="2026-03-01")
        self.assertFalse(other.check_ids[0].is_met)
        self.assertEqual(second.career_ids, first)

    def test_years_follow_the_day_of_the_proposal(self):
        first = self._propose(level_id=self.lower.id, date="2024-03-01")
        act(first).action_propose()
        act(first).action_approve()
        second = self._propose(date="2026-02-28")
        served, passed, clean = second.check_ids
        passed.is_met = True
        second.date = "2026-03-01"
        self.assertTrue(served.is_met)
        second.date = "2026-02-28"
        self.assertFalse(served.is_met)
        self.assertEqual(second.check_ids, served | passed | clean)
        self.assertTrue(passed.is_met, "what HR ticked stays")
        # Where no earlier promotion is known, HR says whether they were served.
        other = self._propose(employee_id=self.colleague.id, date="2026-03-01")
        other.check_ids[0].is_met = True
        other.date = "2026-03-02"
        self.assertTrue(other.check_ids[0].is_met)

    def test_years_served_in_a_company_that_is_not_selected(self):
        first = self._propose(level_id=self.lower.id, date="2024-03-01")
        act(first).action_propose()
        act(first).action_approve()
        number = "62010219900101555X"
        self.officer.identification_id = number
        other = self.env["res.company"].create({"name": "Other Bureau"})
        self.users["hr_officer"].company_ids |= other
        twin = self.env["hr.employee"].create(
            {
                "name": "Test Officer",
                "identification_id": number,
                "company_id": other.id,
            }
        )
        there = self.hr(context={"allowed_company_ids": other.ids})
        second = there["tolerance.promotion"].create(
            {
                "employee_id": twin.id,
                "level_id": self.upper.id,
                "date": "2026-03-01",
            }
        )
        self.assertEqual(second.subject_id, first.subject_id)
        self.assertEqual(second.company_id, other)
        self.assertTrue(second.check_ids[0].is_met)

    def test_required_checks_cannot_be_removed(self):
        promotion = self._propose()
        check = promotion.check_ids[1]
        attempts = (
            check.unlink,
            lambda: check.write({"name": "Nothing"}),
            lambda: promotion.write({"check_ids": [(5,)]}),
        )
        for attempt in attempts:
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
        with self.assertRaises(AccessError):
            promotion.check_ids = [
                (0, 0, {"name": "Forged", "level_id": self.upper.id})
            ]
        act(promotion).action_propose()
        with self.assertRaises(UserError):
            promotion.level_id = self.lower
        with self.assertRaisesRegex(UserError, "Test passed"):
            act(promotion).action_approve()
        promotion.check_ids.is_met = True
        act(promotion).action_approve()
        self.assertEqual(promotion.state, "approved")

    def test_requirement_falls_with_the_objection_that_a_decision_neutralises(self):
        promotion = self._propose()
        promotion.check_ids[:2].is_met = True
        act(promotion).action_propose()
        clean = promotion.check_ids[2]
        self._object(promotion, clean.name)
        self.assertTrue(clean.is_hindrance)
        with self.assertRaisesRegex(UserError, clean.name):
            act(promotion).action_approve()
        self.protect(self.officer.tolerance_subject_id, "promotion")
        self.assertFalse(clean.is_hindrance)
        other = self._object(
            promotion, clean.name, matter_id=self.make_other_matter().id
        )
        self.assertTrue(clean.is_hindrance)
        other.active = False
        act(promotion).action_approve()
        self.assertEqual(promotion.state, "approved")

    def test_objection_belongs_to_a_requirement_of_its_proposal(self):
        promotion, other = self._propose(), self._propose()
        mark = self._object(promotion, "Test passed")
        with self.assertRaises(ValidationError):
            mark.check_id = other.check_ids[0]

    def test_form(self):
        with Form(self.hr["tolerance.promotion"]) as form:
            form.employee_id = self.officer
            form.level_id = self.upper
            self.assertEqual(form.to_job, "Second")
        self.assertEqual(len(form.record.check_ids), 3)

    def test_levels_are_kept_in_the_ledger(self):
        self.upper.years = 3
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "level.change"), ("res_id", "=", self.upper.id)]
        )
        self.assertIn("3", entry.payload)

    def test_drafts_at_once_take_one_set_of_queries(self):
        def count(number):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.hr["tolerance.promotion"].create(
                [
                    {"employee_id": self.officer.id, "level_id": self.upper.id}
                    for _number in range(number)
                ]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(20), count(2) + 4)
