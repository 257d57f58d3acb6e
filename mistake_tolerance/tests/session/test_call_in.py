from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestCallIn(CommitteeCase):
    """Members beside the fixed ones are called in by the nature of the problem."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.safety, cls.law = cls.env["tolerance.speciality"].create(
            [{"name": "Gates"}, {"name": "Statutes"}]
        )
        cls.expert = cls.add("technician", "expert", cls.safety)
        cls.reserve = cls.add("lawyer", "reserve", cls.law)
        cls.add("former", "expert", cls.safety, date_to="2020-01-01")

    @classmethod
    def add(cls, name, kind, speciality, **values):
        cls.make_user(name, "member")
        return unlocked(cls.env["tolerance.body.member"]).create(
            {
                "body_id": cls.body.id,
                "user_id": cls.users[name].id,
                "kind_of_seat": kind,
                "speciality_ids": speciality.ids,
                **values,
            }
        )

    def open_dialog(self, session, **values):
        action = act(session).action_call_in()
        return (
            session.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"reason": "The gate is a matter of engineering.", **values})
        )

    def test_experts_are_proposed_by_speciality(self):
        session = self.call()
        dialog = self.open_dialog(session)
        self.assertEqual(dialog.candidate_ids, self.expert | self.reserve)
        dialog.speciality_id = self.safety
        self.assertEqual(dialog.candidate_ids, self.expert)
        dialog.member_ids = self.expert
        act(dialog).action_confirm()
        seat = session.seat_ids.filtered(
            lambda s: s.user_id == self.users["technician"]
        )
        self.assertEqual(
            (seat.origin, seat.is_voting, seat.state), ("expert", False, "invited")
        )
        self.assertIn("engineering", seat.reason)
        self.assertFalse(
            self.open_dialog(session, speciality_id=self.safety.id).candidate_ids
        )

    def test_who_has_a_vote_is_called_in_with_it(self):
        session = self.call()
        dialog = self.open_dialog(session, member_ids=self.reserve.ids)
        act(dialog).action_confirm()
        seat = session.seat_ids.filtered(lambda s: s.user_id == self.users["lawyer"])
        self.assertEqual((seat.origin, seat.is_voting), ("called_in", True))
        self.assertIn("even number", session.warnings)

    def test_who_may_not_take_part_is_not_proposed(self):
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["technician"].id}
        )
        session = self.call()
        dialog = self.open_dialog(session)
        self.assertEqual(dialog.candidate_ids, self.reserve)
        dialog.member_ids = self.expert
        with self.assertRaises(UserError):
            act(dialog).action_confirm()

    def test_nobody_is_called_in_once_the_ballot_is_open(self):
        session = self.open()
        self.assertFalse(session.can_call_in)
        with self.assertRaises(UserError):
            act(session).action_call_in()
