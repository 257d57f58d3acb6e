from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act, logged_in
from ..delegation.delegation_common import DelegationCase


@tagged("post_install", "-at_install")
class TestHandOver(DelegationCase, CaseWalk):
    """All that a leaver had to do goes to a receiver, in one act."""

    def setUp(self):
        super().setUp()
        self.second = self.make_user("clerk_two", "clerk")
        self.case = self.accept()

    def draft_hand_over(self, giver="clerk", receiver="clerk_two", by="administrator"):
        return self.as_user(by)["tolerance.hand.over"].create(
            {
                "from_user_id": self.users[giver].id,
                "to_user_id": receiver and self.users[receiver].id,
                "reason": "Change of post",
            }
        )

    def get_lines(self, hand_over):
        return {(line.kind, line.outcome, line.ground) for line in hand_over.line_ids}

    def add_interest_declaration(self, user, employee=None):
        subject = (employee or self.officer).tolerance_subject_id
        act(self.env["tolerance.interest.declaration"].with_user(user)).create(
            {"subject_id": subject.id}
        )

    def test_case_task_follower_and_accuser_go_over(self):
        case = self.case
        accuser = case.env["tolerance.protected.source"].create(
            {"case_id": case.id, "name": "Test Accuser"}
        )
        case.message_subscribe(self.users["clerk"].partner_id.ids)
        hand_over = self.draft_hand_over()
        hand_over.action_preview()
        self.assertIn(("case", "move", False), self.get_lines(hand_over))
        self.assertEqual(case.clerk_id, self.users["clerk"])
        act(hand_over).action_hand_over()
        self.assertEqual(case.clerk_id, self.second)
        self.assertEqual(case.activity_ids.user_id, self.second)
        self.assertIn(self.second.partner_id, case.message_partner_ids)
        self.assertNotIn(self.users["clerk"].partner_id, case.message_partner_ids)
        self.assertTrue(accuser.with_user(self.second).has_access("read"))
        self.assertFalse(self.as_user("clerk", accuser).has_access("read"))
        entry = self.get_last_entry("hand_over.move")
        self.assertEqual(entry.chain, f"tolerance.case,{case.id}")
        self.assertEqual(entry.author_name, self.users["administrator"].name)
        self.assertTrue(self.get_last_entry("hand_over.done"))

    def test_conflict_stays_and_can_go_to_another(self):
        self.add_interest_declaration(self.second)
        third = self.make_user("clerk_three", "clerk")
        other = self.file("colleague")
        self.answer(other)
        hand_over = self.draft_hand_over()
        act(hand_over).action_hand_over()
        lines = hand_over.line_ids.filtered(lambda line: line.kind == "case")
        stays = lines.filtered(lambda line: line.outcome == "stay")
        self.assertEqual(stays.number, self.case.name)
        self.assertEqual(stays.ground, "barred")
        self.assertEqual(self.case.clerk_id, self.users["clerk"])
        self.assertIn("move", lines.mapped("outcome"))
        rest = hand_over.browse(hand_over.action_next()["res_id"])
        self.assertIn(("case", "stay", "nobody"), self.get_lines(rest))
        rest.to_user_id = third
        act(rest).action_hand_over()
        self.assertEqual(self.case.clerk_id, third)

    def test_why_it_stays_is_told_to_nobody(self):
        """The ground is the same for kin, accuser and separation of duties."""
        self.add_interest_declaration(self.second)
        hand_over = self.draft_hand_over()
        hand_over.action_preview()
        stays = hand_over.line_ids.filtered(lambda line: line.outcome == "stay")
        self.assertEqual(set(stays.mapped("ground")), {"barred"})

    def test_hand_over_hides_closed_cases(self):
        admin = self.users["administrator"]
        self.add_interest_declaration(admin)
        other = self.make_user("second_administrator", "administrator")
        self.answer(self.file("colleague"))
        hand_over = self.draft_hand_over()
        hand_over.action_preview()
        self.assertNotIn(self.case.name, hand_over.line_ids.mapped("number"))
        act(hand_over).action_hand_over()
        self.assertNotIn(self.case.name, hand_over.line_ids.mapped("number"))
        self.assertEqual(self.case.clerk_id, self.users["clerk"])
        theirs = hand_over.with_user(other)
        theirs.invalidate_recordset()
        self.assertIn(self.case.name, theirs.line_ids.mapped("number"))
        asked = hand_over.sudo().activity_ids.user_id
        self.assertTrue(asked)
        self.assertNotIn(admin, asked)

    def test_role_is_not_given(self):
        hand_over = self.draft_hand_over(receiver="colleague")
        hand_over.action_preview()
        self.assertIn(("case", "stay", "role"), self.get_lines(hand_over))

    def test_inquirer_is_replaced_and_states_no_interest(self):
        second = self.make_user("second", "inquirer")
        inquiry = self.start_inquiry(self.case)
        act(self.draft_hand_over("inquirer", "second")).action_hand_over()
        members = inquiry.sudo().member_ids.grouped("user_id")
        self.assertEqual(members[self.users["inquirer"]].state, "withdrawn")
        self.assertEqual(members[second].state, "asked")
        self.assertFalse(inquiry.has_access("read"))
        act(members[second].with_user(second)).action_state_no_interest()
        self.assertTrue(inquiry.with_user(second).can_work)

    def test_application_awaiting_the_unit_goes_over(self):
        application = self.submit("colleague")
        self.make_user("second")
        act(self.draft_hand_over("head", "second")).action_hand_over()
        self.assertEqual(application.sudo().unit_head_id, self.users["second"])
        second = self.as_user("second", application)
        with logged_in(second.env):
            self.assertTrue(second.can_forward)
        act(self.as_user("second", application)).action_forward()

    def test_applicant_does_not_receive_their_own(self):
        application = self.submit("colleague")
        hand_over = self.draft_hand_over("head", "colleague")
        with self.assertRaisesRegex(UserError, "Nothing can be handed over"):
            act(hand_over).action_hand_over()
        self.assertEqual(application.sudo().unit_head_id, self.users["head"])

    def test_seats_and_settings_are_told(self):
        self.inquire(self.case)
        self.open_session(self.case)
        hand_over = self.draft_hand_over("member", "leader")
        hand_over.action_preview()
        lines = self.get_lines(hand_over)
        self.assertIn(("seat", "told", "personal"), lines)
        self.assertIn(("body", "told", "personal"), lines)
        self.assertNotIn("activity", {kind for kind, *_rest in lines})
        desk = self.draft_hand_over()
        desk.action_preview()
        self.assertIn(("desk", "told", "setting"), self.get_lines(desk))

    def test_receiver_cannot_take_over_alone(self):
        self.users["administrator"].group_ids = [
            Command.link(self.env.ref("mistake_tolerance.group_clerk").id)
        ]
        hand_over = self.draft_hand_over(receiver="administrator")
        with self.assertRaisesRegex(UserError, "cannot carry out"):
            act(hand_over).action_hand_over()
        act(self.as_user("hr_officer", hand_over)).action_hand_over()

    def test_done_it_does_not_change(self):
        hand_over = self.draft_hand_over()
        act(hand_over).action_hand_over()
        with self.assertRaises(AccessError):
            hand_over.to_user_id = self.users["colleague"]
        with self.assertRaises(UserError):
            act(hand_over).action_hand_over()

    def test_twenty_cases_cost_no_more_queries_than_two(self):
        def count(number):
            matters = self.env["tolerance.matter"]._create_unlocked(
                [
                    {"title": f"Matter {n}", "occurred_on": "2026-03-02"}
                    for n in range(number)
                ]
            )
            self.env["tolerance.case"]._create_unlocked(
                [
                    {
                        "matter_id": matter.id,
                        "version_id": self.version.id,
                        "clerk_id": self.users["clerk"].id,
                    }
                    for matter in matters
                ]
            )
            hand_over = self.draft_hand_over()
            hand_over.action_preview()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            act(hand_over).action_hand_over()
            self.env.flush_all()
            used = self.env.cr.sql_log_count - before
            self.assertIn("move", hand_over.line_ids.mapped("outcome"))
            return used

        count(1)
        few, many = count(2), count(20)
        self.assertLessEqual(many, few + 9)
