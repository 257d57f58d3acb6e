from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import act
from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestCommendation(PersonnelCase):
    def test_area_follows_the_kind(self):
        for kind, code in (
            ("honour", "honours"),
            ("award", "commendation"),
            ("party_delegate", "delegate_qualification"),
            ("congress_deputy", "delegate_qualification"),
            ("conference_member", "delegate_qualification"),
            ("reserve", "reserve_cadre"),
        ):
            with self.subTest(kind):
                commendation = self.make_commendation(kind=kind)
                self.assertEqual(commendation.area_id, self.areas[code])

    def test_unit_is_nominated_and_granted(self):
        commendation = self.make_commendation(
            employee_id=False, department_id=self.unit.id
        )
        self.assertEqual(commendation.subject_id, self.unit.tolerance_subject_id)
        act(commendation).action_nominate()
        act(commendation).action_grant()
        self.assertEqual(commendation.state, "granted")

    def test_dropping_needs_a_ground(self):
        first, second = self.make_commendation(), self.make_commendation()
        both = first | second
        act(both).action_nominate()
        self.hr["tolerance.mark"].create(
            {"kind": "veto", "commendation_id": first.id, "reason": "Traffic fine"}
        )
        with self.assertRaises(UserError):
            act(both).action_drop()
        self.assertEqual(set(both.mapped("state")), {"nominated"})
        second.rejection_reason = "Nominated twice"
        act(both).action_drop()
        self.assertEqual(set(both.mapped("state")), {"dropped"})

    def test_reason_alone_is_refused_for_a_protected_unit(self):
        self.protect(self.unit.tolerance_subject_id, "honours")
        commendation = self.make_commendation(
            employee_id=False, department_id=self.unit.id, rejection_reason="No"
        )
        act(commendation).action_nominate()
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(commendation).action_drop()

    def test_a_qualification_is_taken_back_on_a_ground_only(self):
        """A ground that a decision covers is none, before or after."""
        subject = self.officer.tolerance_subject_id
        later, deputy = (
            self.make_commendation(kind=kind) for kind in ("reserve", "congress_deputy")
        )
        both = later | deputy
        act(both).action_nominate()
        act(both).action_grant()
        with self.assertRaisesRegex(UserError, "write the reason"):
            act(deputy).action_withdraw()
        self.protect(subject, "delegate_qualification")
        both.rejection_reason = "Points were deducted"
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(both).action_withdraw()
        veto = {
            "kind": "veto",
            "reason": "The matter",
            "matter_id": self.matter.id,
            "date": "2026-05-04",
        }
        with self.assertRaises(UserError), self.env.cr.savepoint():
            deputy.mark_ids = [(0, 0, veto)]
        later.mark_ids = [(0, 0, veto)]
        act(later).action_withdraw()
        self.assertEqual((later.state, deputy.state), ("withdrawn", "granted"))
        self.protect(subject, "reserve_cadre")
        self.assertIn(
            later,
            self.hr["tolerance.commendation"].search(
                [("state", "=", "withdrawn"), ("mark_ids.is_neutralised", "=", True)]
            ),
        )
        act(later).action_restore()
        self.assertEqual(later.state, "granted")
        with self.assertRaisesRegex(UserError, "decision protects"):
            act(later).action_withdraw()

    def test_form_of_a_unit(self):
        form = Form(self.hr["tolerance.commendation"])
        form.department_id = self.unit
        form.title = "Model Unit"
        with form.mark_ids.new() as veto:
            veto.reason = "Fire inspection failed"
        commendation = form.save()
        self.assertEqual(commendation.mark_ids.kind, "veto")
        self.assertEqual(commendation.mark_ids.department_id, self.unit)

    def test_reconsider(self):
        commendation = self.make_commendation(rejection_reason="Nominated twice")
        act(commendation).action_nominate()
        act(commendation).action_drop()
        act(commendation).action_reconsider()
        self.assertEqual(commendation.state, "nominated")

    def test_person_reads_own_only(self):
        commendation = self.make_commendation()
        self.assertEqual(self.as_user("officer", commendation).state, "draft")
        with self.assertRaises(AccessError):
            act(self.as_user("officer", commendation)).action_nominate()
        for role in ("colleague", "head", "clerk", "auditor", "administrator"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, commendation).read(["title"])
