from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestPromotion(PersonnelCase):
    def test_area_follows_the_kind(self):
        for kind, code in (
            ("promotion", "promotion"),
            ("exchange", "exchange"),
            ("rank", "rank_title"),
            ("title", "rank_title"),
            ("quota_exit", "promotion"),
        ):
            with self.subTest(kind):
                promotion = self.make_promotion(kind=kind)
                self.assertEqual(promotion.area_id, self.areas[code])

    def test_walk(self):
        promotion = self.make_promotion()
        with self.assertRaises(UserError):
            act(promotion).action_approve()
        act(promotion).action_propose()
        act(promotion).action_approve()
        self.assertEqual(promotion.state, "approved")
        with self.assertRaises(UserError):
            act(promotion).action_reject()

    def test_rejection_needs_a_ground(self):
        promotion = self.make_promotion()
        act(promotion).action_propose()
        self.assertTrue(promotion.can_reject)
        with self.assertRaises(UserError):
            act(promotion).action_reject()
        mark = self.hr["tolerance.mark"].create(
            {
                "kind": "objection",
                "promotion_id": promotion.id,
                "reason": "Term too short",
            }
        )
        mark.active = False
        with self.assertRaises(UserError):
            act(promotion).action_reject()
        mark.active = True
        act(promotion).action_reject()
        self.assertEqual(promotion.state, "rejected")

    def test_rejection_with_another_reason(self):
        promotion = self.make_promotion()
        act(promotion).action_propose()
        promotion.rejection_reason = "The post is gone"
        act(promotion).action_reject()
        self.assertEqual(promotion.state, "rejected")

    def test_reason_alone_is_refused_for_a_protected_person(self):
        self.protect(self.officer.tolerance_subject_id, "promotion")
        promotion = self.make_promotion()
        self.assertTrue(promotion.is_protected)
        other = self.make_promotion(kind="exchange")
        self.assertFalse(other.is_protected)
        both = promotion | other
        act(both).action_propose()
        both.rejection_reason = "Does not suit"
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(both).action_reject()
        act(other).action_reject()
        self.assertEqual(other.state, "rejected")
        with self.assertRaisesRegex(UserError, "its reason stays"):
            other.rejection_reason = "In other words"
        other_matter = self.make_other_matter()
        promotion.mark_ids = [
            (
                0,
                0,
                {
                    "kind": "objection",
                    "reason": "Another thing",
                    "matter_id": other_matter.id,
                },
            )
        ]
        act(promotion).action_reject()
        self.assertEqual(promotion.state, "rejected")

    def test_exit_from_the_quota_needs_a_ground(self):
        """Here it is the approval that goes against the person."""
        protected, other, refused = (
            self.make_promotion(employee, kind="quota_exit", to_job="Clerk")
            for employee in (self.officer, self.colleague, self.colleague)
        )
        self.protect(self.officer.tolerance_subject_id, "promotion")
        exits = protected | other | refused
        act(exits).action_propose()
        with self.assertRaisesRegex(UserError, "write the reason"):
            act(other).action_approve()
        act(refused).action_reject()
        self.assertEqual(refused.state, "rejected")
        (protected | other).rejection_reason = "Cases not closed in time"
        with self.assertRaisesRegex(UserError, "decision protects"):
            (act(protected | other)).action_approve()
        act(other).action_approve()
        self.assertEqual(other.state, "approved")
        with self.assertRaises(UserError):
            protected.mark_ids = [
                (
                    0,
                    0,
                    {
                        "kind": "objection",
                        "reason": "The same matter",
                        "matter_id": self.matter.id,
                    },
                )
            ]

    def test_exit_whose_ground_is_neutralised_is_reconsidered(self):
        promotion = self.make_promotion(kind="quota_exit", to_job="Clerk")
        promotion.mark_ids = [
            (
                0,
                0,
                {
                    "kind": "objection",
                    "reason": "The matter",
                    "matter_id": self.matter.id,
                },
            )
        ]
        act(promotion).action_propose()
        act(promotion).action_approve()
        self.protect(self.officer.tolerance_subject_id, "promotion")
        self.assertTrue(promotion.neutralised_note)
        act(promotion).action_reconsider()
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(promotion).action_approve()
        act(promotion).action_reject()

    def test_reconsider(self):
        promotion = self.make_promotion(rejection_reason="The post is gone")
        act(promotion).action_propose()
        act(promotion).action_reject()
        act(promotion).action_reconsider()
        self.assertEqual(promotion.state, "proposed")
        act(promotion).action_approve()
        with self.assertRaises(UserError):
            act(promotion).action_reconsider()

    def test_form_tells_of_protection_at_once(self):
        self.protect(self.officer.tolerance_subject_id, "promotion")
        form = Form(self.hr["tolerance.promotion"])
        form.employee_id = self.officer
        form.to_job = "Deputy Head"
        self.assertTrue(form.is_protected)
        form.kind = "exchange"
        self.assertFalse(form.is_protected)
        self.assertEqual(form.save().area_id, self.areas["exchange"])

    def test_checklist_comes_before_approval(self):
        promotion = self.make_promotion(check_ids=[(0, 0, {"name": "Two years"})])
        act(promotion).action_propose()
        self.assertTrue(promotion.can_approve)
        with self.assertRaisesRegex(UserError, "Two years"):
            act(promotion).action_approve()
        promotion.check_ids.is_met = True
        act(promotion).action_approve()
        self.assertEqual(promotion.state, "approved")

    def test_result_is_written_by_actions_only(self):
        promotion = self.make_promotion()
        for vals in ({"state": "rejected"}, {"area_id": self.areas["exchange"].id}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                promotion.write(vals)
        with self.assertRaises(AccessError):
            self.make_promotion(state="rejected")
        act(promotion).action_propose()
        with self.assertRaises(UserError):
            promotion.employee_id = self.colleague
        with self.assertRaises(UserError):
            promotion.unlink()

    def test_unit_cannot_be_promoted(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.make_promotion(department_id=self.unit.id)

    def test_person_reads_own_only(self):
        promotion = self.make_promotion()
        self.assertEqual(self.as_user("officer", promotion).to_job, "Deputy Head")
        with self.assertRaises(AccessError):
            act(self.as_user("officer", promotion)).action_propose()
        for role in ("colleague", "head", "clerk", "auditor", "administrator"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, promotion).read(["to_job"])
