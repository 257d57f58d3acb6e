"""What was counted stays: nobody throws a count away because it displeases."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.session.secret import box
from ..common import act
from .committee_common import CommitteeCase
from .secret_common import SecretCase


@tagged("post_install", "-at_install")
class TestCounted(CommitteeCase):
    def count_without_majority(self):
        """Hold a first ballot in which no outcome has the majority."""
        session = self.open()
        self.cast(session, "chair")
        self.cast(session, "deputy", "refused")
        self.cast(session, "third", False)
        self.close(session)
        self.assertEqual((session.round, session.state), (2, "open"))
        return session

    def test_nobody_throws_away_what_was_counted(self):
        session = self.count_without_majority()
        for name in ("clerk", "chair"):
            own = self.as_user(name, session)
            self.assertFalse(own.can_void)
            own.void_reason = "It displeases."
            with self.subTest(name), self.assertRaises(UserError) as caught:
                act(own).action_void()
            self.assertIn("counted", str(caught.exception))
            with self.assertRaises(UserError):
                own.action_open_void()
        chair = self.as_user("chair", session)
        question = {"session_id": session.id, "party_id": self.case.party_ids.id}
        act(chair.env["tolerance.inquiry.question"]).create(
            {**question, "question": "Who approved the plan?"}
        )
        self.assertFalse(chair.can_return)
        with self.assertRaises(UserError) as caught:
            act(chair).action_return()
        self.assertIn("counted", str(caught.exception))
        self.assertEqual(session.state, "open")

    def test_a_recusal_after_the_count_stands_in_the_next_minutes(self):
        session = self.count_without_majority()
        counted = session.sudo().tally_ids
        self.env["tolerance.conflict"]._add(
            [(self.case.matter_id.id, self.users["third"].id, "recused")],
            self.case.matter_id.sudo(),
        )
        self.assertEqual(session.state, "void")
        self.assertEqual(session.sudo().tally_ids, counted)
        again = self.case._get_running_session()
        act(again).action_open_ballot()
        for name in ("chair", "deputy"):
            self.cast(again, name)
        self.close(again)
        attendance = again.sudo().minutes_ids.attendance
        self.assertIn("Declared void before", attendance)
        self.assertIn(session.sudo().void_reason, attendance)


@tagged("post_install", "-at_install")
class TestCountedBox(SecretCase):
    def test_a_second_ballot_whose_box_is_broken_can_be_declared_void(self):
        session = self.open()
        self.cast_all(session, ("exempt", "exempt", "refused", "refused", False))
        self.end(session)
        self.close(session)
        self.cast_all(session)
        self.end(session)
        clerk = self.as_user("clerk", session)
        self.assertFalse(clerk.can_void)
        self.env.flush_all()
        party = session.sudo().result_ids.party_id
        box.put(self.env.cr, session.id, party.id, 2, self.choose())
        session.invalidate_recordset()
        self.assertTrue(clerk.can_void)
        clerk.void_reason = "The box was stuffed."
        act(clerk).action_void()
        self.assertEqual(session.state, "void")
