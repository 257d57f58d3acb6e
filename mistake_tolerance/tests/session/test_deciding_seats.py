"""Whose word stands about a case: the seats of the session that decided it."""

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestDecidingSeats(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.party = cls._make_party()
        cls.case = cls.party.case_id
        cls.later = cls.make_user("later_member", "member")

    def _add_session(self, kind="decision", state="open"):
        """Add a later session of the case, with the seat of somebody else."""
        session = self.env["tolerance.session"]._create_unlocked(
            {
                "case_id": self.case.id,
                "step_id": self.case.step_ids.id,
                "body_id": self.case.session_ids.body_id.id,
                "kind": kind,
                "state": state,
            }
        )
        unlocked(self.env["tolerance.session.seat"]).create(
            {"session_id": session.id, "user_id": self.later.id}
        )
        return session

    def test_table_of_sessions(self):
        """Each row: the later session of the case, and who decides then."""
        for kind, state, decider in (
            ("preliminary", "open", self.decider),
            ("preliminary", "closed", self.decider),
            ("decision", "draft", self.decider),
            ("decision", "open", self.decider),
            ("decision", "closed", self.later),
        ):
            with self.subTest(kind=kind, state=state):
                session = self._add_session(kind, state)
                self.assertEqual(self.party._get_deciding_users(), decider)
                # Asked by somebody who reads neither cases nor sessions.
                asked = self.as_user("officer", self.party)
                self.assertEqual(asked._get_deciding_users(), decider)
                self.assertFalse(asked._get_deciding_users().env.su)
                unlocked(session.seat_ids).unlink()
                session.unlink()

    def test_a_later_session_takes_over_when_it_has_decided(self):
        draft = self._draft(party=self.party)
        session = self._add_session()
        with self.assertRaises(UserError):
            act(draft.with_user(self.later)).action_confirm()
        session._write_unlocked({"state": "closed"})
        with self.assertRaises(UserError):
            act(draft.with_user(self.decider)).action_confirm()
        act(draft.with_user(self.later)).action_confirm()
        self.assertEqual(draft.state, "confirmed")

    def test_a_reopened_session_has_decided_nothing(self):
        draft = self._draft(party=self.party)
        self.case.session_ids._write_unlocked({"state": "open"})
        self.assertFalse(self.party._get_deciding_users())
        with self.assertRaises(UserError):
            act(draft.with_user(self.decider)).action_confirm()

    def test_database_keeps_deciding_seats(self):
        seat = self.case.session_ids.seat_ids
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.CheckViolation),
            self.env.cr.savepoint(),
        ):
            unlocked(seat).user_id = self.later
            self.env.flush_all()
        self.assertEqual(self.party._get_deciding_users(), self.decider)

    def test_cases_together(self):
        other = self._make_party(self.other_matter).case_id
        other.session_ids._write_unlocked({"state": "open"})
        both = self.case | other
        self.assertEqual(both.party_ids._get_deciding_session(), self.case.session_ids)
        self.assertFalse(both.party_ids.browse()._get_deciding_users())
