"""Nothing joins a voter with a choice in a secret ballot once it is counted."""

import hashlib
import json

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ...models.session.secret import box
from ...rules.canonical import canonical
from ..common import act
from .secret_common import MEMBERS, NOTE, SecretCase

CHOICE = ("degree_id", "situation_ids", "exclusion_ids", "conduct_answer", "reasons")


@tagged("post_install", "-at_install")
class TestSecretBallot(SecretCase):
    def test_choice_lies_in_the_box_alone(self):
        session = self.open()
        own = self.cast(session, "chair", "refused", reasons=NOTE)
        self.assertTrue(own.cast_on)
        self.assertEqual(set(self.dump()), {"tolerance_ballot_box"})
        self.assertFalse(any(own[name] for name in (*CHOICE, "is_abstention")))
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'tolerance_ballot_box'"
        )
        columns = {name for (name,) in self.env.cr.fetchall()}
        self.assertEqual(columns, {"session_id", "party_id", "round", "choice"})

    def test_the_members_return_the_case_unsigned(self):
        session = self.open()
        back = {"is_return": True, "question": NOTE, "reasons": "Of the chair."}
        for name in MEMBERS[:3]:
            for ballot in self.get_own(session, name):
                act(ballot).action_cast(back)
        for name in MEMBERS[3:]:
            self.cast(session, name)
        self.assertEqual(set(self.dump()), {"tolerance_ballot_box"})
        self.end(session)
        self.close(session)
        result = session.sudo().result_ids
        self.assertEqual((result.state, result.questions), ("returned", NOTE))
        # The box is counted, not destroyed, and the questions lie apart from the votes.
        rows = [choice for _party, choice in self.read_box(session)]
        self.assertEqual(sum(row.get("is_return", False) for row in rows), 3)
        self.assertEqual(rows.count({"question": NOTE}), 3)
        self.assertFalse([row for row in rows if row.get("reasons") == "Of the chair."])

    def test_no_draft_of_a_choice_is_stored(self):
        session = self.open()
        own = self.get_own(session, "third")
        for name, value in self.choose().items():
            with self.subTest(name=name), self.assertRaises(UserError):
                own.write({name: value})
        writes = (
            {"reasons": NOTE},
            {"degree_id": self.degrees["refused"].id},
            {"is_abstention": True},
            {"situation_ids": [Command.link(self.situation.id)]},
        )
        for vals in writes:
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                unlocked(own.sudo()).write(vals)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_rules_of_an_open_ballot_hold(self):
        session = self.open()
        own = self.get_own(session, "third")
        wrong = (
            None,
            {},
            {"degree_id": self.degrees["exempt"].id},
            self.choose(situation_ids=[]),
            self.choose("refused", reasons=False),
            self.choose(degree_id=0),
            self.choose(degree_id=2_000_000_000),
            self.choose(situation_ids=[Command.create({"name": "Mine"})]),
            self.choose(situation_ids=[Command.link(2_000_000_000)]),
        )
        for choice in wrong:
            with self.subTest(choice=choice), self.assertRaises(UserError):
                act(own).action_cast(choice)
        self.assertFalse(own.cast_on)
        self.assertFalse(self.read_box(session))
        with self.assertRaises(UserError):
            own.action_cast(self.choose())  # nobody is logged in
        with self.assertRaises(AccessError):
            act(own.with_user(self.users["fourth"])).action_cast(self.choose())
        act(own).action_cast(self.choose())
        with self.assertRaises(UserError):
            act(own).action_cast(self.choose())
        self.assertEqual(len(self.read_box(session)), 1)

    def test_voting_ends_before_it_is_counted_and_needs_five(self):
        session = self.open()
        for name in MEMBERS[:4]:
            self.cast(session, name)
        clerk = self.as_user("clerk", session)
        clerk.minutes = "Resolved."
        self.assertFalse(clerk.can_end_voting)
        self.assertIn("5", clerk.next_action)
        for verb in ("action_end_voting", "action_close"):
            with self.subTest(verb=verb), self.assertRaises(UserError):
                getattr(act(clerk), verb)()
        self.cast(session, "fifth", "refused")
        self.assertTrue(clerk.can_end_voting)
        self.assertFalse(clerk.can_close)
        with self.assertRaises(UserError):
            act(clerk).action_close()
        self.end(session)
        self.assertTrue(clerk.can_close)
        self.assertFalse(clerk.can_end_voting)
        self.assertFalse(session.sudo().tally_ids)
        act(clerk).action_close()
        self.assertEqual(session.state, "closed")
        tally = session.sudo().tally_ids.filtered("degree_id")
        self.assertEqual((tally.yes, tally.no), (4, 1))

    def test_ended_voting_takes_no_late_ballot(self):
        self.enter_member("late")
        session = self.open()
        self.cast_all(session)
        self.end(session)
        late = self.get_own(session, "late")
        with self.assertRaises(UserError):
            act(late).action_cast(self.choose())
        self.assertEqual(len(self.read_box(session)), 5)

    def test_nobody_reads_a_choice_after_the_closing(self):
        session = self.open()
        self.cast_all(session)
        self.end(session)
        self.close(session)
        for name in ("clerk", "auditor", "administrator", *MEMBERS):
            env = self.as_user(name)
            if not env["tolerance.ballot"].has_access("read"):
                continue
            domain = [("session_id", "=", session.id)]
            ballots = env["tolerance.ballot"].search(domain)
            with self.subTest(name=name):
                self.assertEqual(len(ballots), 5)
                for row in ballots.read([*CHOICE, "is_abstention"]):
                    self.assertFalse(any(row[key] for key in row if key != "id"))
                for field in CHOICE:
                    found = ballots.search([*domain, (field, "!=", False)])
                    self.assertFalse(found)
                groups = ballots._read_group(domain, ["degree_id"], ["__count"])
                self.assertEqual([count for _degree, count in groups], [5])
                self.assertTrue(all(ballots.seat_id.mapped("has_voted")))

    def test_database_joins_no_voter_with_a_choice_after_the_closing(self):
        session = self.open()
        self.cast_all(session)
        self.end(session)
        self.close(session)
        self.env.cr.execute(
            SQL(
                "SELECT count(*), count(DISTINCT xmin::text) FROM tolerance_ballot_box"
                " WHERE session_id = %s",
                session.id,
            )
        )
        self.assertEqual(self.env.cr.fetchone(), (10, 1))
        rows = [choice for _party, choice in self.read_box(session)]
        signed = [row for row in rows if row.keys() >= {"reasons", "degree_id"}]
        self.assertFalse(signed)
        # The one who refused wrote this, and neither a message nor the ledger says it.
        self.assertEqual(set(self.dump()), {"tolerance_ballot_box"})

    def test_order_of_the_box_is_dealt_at_random(self):
        session = self.open()
        self.cast_all(session)
        self.end(session)
        before = [row[1]["degree_id"] for row in self.read_box(session)]
        session_sudo = session.sudo()
        orders = {
            tuple(c["degree_id"] for c in session_sudo._read_choices())
            for _number in range(60)
        }
        self.assertEqual(len(orders), 5)
        self.assertIn(tuple(before), orders)

    def test_ledger_says_who_voted_and_the_digest_of_the_box(self):
        session = self.open()
        self.cast_all(session)
        self.end(session)
        self.close(session)
        Entry = self.env["tolerance.ledger.entry"].sudo()
        domain = [("res_model", "=", session._name), ("res_id", "=", session.id)]
        entries = Entry.search(domain)
        said = json.dumps(entries.read(), default=str)
        self.assertNotIn(NOTE, said)
        closing = entries.filtered(lambda e: e.verb == "session.close")
        self.assertNotIn("reasons", json.dumps(closing.read(), default=str))
        lines = sorted(
            canonical({"party_id": party, **choice})
            for party, choice in self.read_box(session)
        )
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        self.assertIn(digest, said)

    def test_second_round_is_secret_and_needs_five_as_well(self):
        session = self.open()
        kinds = ("exempt", "exempt", "refused", "refused", False)
        self.cast_all(session, kinds)
        self.end(session)
        self.close(session)
        self.assertEqual((session.round, session.state), (2, "open"))
        self.assertFalse(session.is_voting_over)
        clerk = self.as_user("clerk", session)
        with self.assertRaises(UserError):
            act(clerk).action_end_voting()
        self.cast_all(session)
        self.end(session)
        self.close(session)
        self.assertEqual(session.state, "closed")
        self.assertEqual(session.sudo().result_ids.degree_id, self.degrees["exempt"])

    def test_void_destroys_the_box_unread(self):
        session = self.open()
        self.cast(session, "chair", "refused", reasons=NOTE)
        session._void("A member is close to the case.")
        self.assertFalse(self.read_box(session))
        self.assertFalse(self.dump())
        self.assertEqual(session.state, "void")

    def test_case_that_is_returned_leaves_no_choice_in_the_box(self):
        session = self.open()
        self.cast_all(session)
        session.sudo()._do_return()
        self.assertEqual(session.state, "closed")
        self.assertFalse(self.read_box(session))
        self.assertFalse(self.dump())

    def test_box_that_was_stuffed_or_emptied_is_not_counted(self):
        session = self.open()
        self.cast_all(session)
        party = session.sudo().result_ids.party_id
        choice = self.read_box(session)[0][1]

        def stuff():
            box.put(self.env.cr, session.id, party.id, 1, choice)

        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            stuff()
        self.end(session)
        self.env.flush_all()
        stuff()
        with self.assertRaises(UserError):
            self.close(session)
        self.assertEqual(session.state, "open")

    def test_database_keeps_the_box(self):
        session = self.open()
        self.cast_all(session)
        writes = ("UPDATE %s SET round = 2", "DELETE FROM %s", "TRUNCATE %s")
        for write in writes:
            with (
                self.subTest(write=write),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(write, SQL.identifier(box.TABLE)))
        self.end(session)
        self.close(session)
        for write in writes:
            with (
                self.subTest(closed=write),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(write, SQL.identifier(box.TABLE)))

    def test_automation_on_the_ballot_sees_no_choice(self):
        session = self.open()
        own = self.get_own(session, "third")
        if "base.automation" not in self.env:
            self.fail("Install base_automation: this route must be tried.")
        model = self.env["ir.model"]._get("tolerance.ballot")
        copied = "str(record.sudo().read()) + str(env.context)"
        self.env["base.automation"].create(
            {
                "name": "Watch",
                "model_id": model.id,
                "trigger": "on_create_or_write",
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Watch",
                            "model_id": model.id,
                            "state": "code",
                            "code": f"log({copied})",
                        }
                    )
                ],
            }
        )
        act(own).action_cast(self.choose("refused", reasons=NOTE))
        self.env.flush_all()
        self.assertTrue(own.cast_on)
        self.assertEqual(set(self.dump()), {"tolerance_ballot_box"})

    def test_office_of_one_head_votes_openly(self):
        unlocked(self.body.sudo().member_ids).unlink()
        sole = self.make_user("sole", "member")
        unlocked(self.body).write({"head_user_id": sole.id})
        case = self.accept()
        self.inquire(case)
        session = self.hold_session(case)
        self.assertTrue(session.is_secret)
        self.assertFalse(session._has_box())
        self.assertEqual(session.state, "closed")
