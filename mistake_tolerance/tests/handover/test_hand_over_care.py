from odoo.tests import tagged

from ..care.common_care import CareCase
from ..common import act
from ..delegation.delegation_common import DelegationCase


@tagged("post_install", "-at_install")
class TestHandOverCare(DelegationCase, CareCase):
    """Follow-ups and corrections go over with their tasks."""

    def hand_over(self, giver, receiver):
        hand_over = self.as_user("hr_officer")["tolerance.hand.over"].create(
            {
                "from_user_id": self.users[giver].id,
                "to_user_id": self.users[receiver].id,
                "reason": "Retirement",
            }
        )
        hand_over.action_preview()
        return hand_over

    def test_helper_goes_over_with_the_talks(self):
        follow_up = self.make_running()
        second = self.make_user("second")
        act(self.hand_over("colleague", "second")).action_hand_over()
        self.assertEqual(follow_up.helper_id, second)
        self.assertEqual(follow_up.talk_ids.activity_ids.user_id, second)
        self.assertTrue(follow_up.with_user(second).has_access("write"))
        self.assertFalse(self.as_user("colleague", follow_up).has_access("read"))

    def test_person_concerned_cannot_receive_the_follow_up(self):
        self.make_running()
        hand_over = self.hand_over("colleague", "officer")
        line = hand_over.line_ids.filtered(lambda line: line.kind == "helper")
        self.assertEqual((line.outcome, line.ground), ("stay", "barred"))

    def test_checker_and_responsible_stay_two(self):
        correction = self.make_planned(responsible_id=self.users["colleague"].id)
        second = self.make_user("second")
        to_checker = self.hand_over("colleague", "head").line_ids
        self.assertEqual(
            to_checker.filtered(lambda line: line.kind == "responsible").outcome,
            "stay",
        )
        act(self.hand_over("colleague", "second")).action_hand_over()
        self.assertEqual(correction.responsible_id, second)
        self.assertEqual(self.get_todo(correction, "report_correction"), second)
        third = self.make_user("third")
        act(self.hand_over("head", "third")).action_hand_over()
        self.assertEqual(correction.checker_id, third)
