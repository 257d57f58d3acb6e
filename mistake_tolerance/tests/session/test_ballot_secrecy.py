"""While a ballot is open, only the number of those who voted shows."""

import json

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.db_trigger import check_deferred
from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase

CHOICE = ("degree_id", "situation_ids", "exclusion_ids", "reasons", "cast_on")


@tagged("post_install", "-at_install")
class TestBallotSecrecy(CommitteeCase):
    def setUp(self):
        super().setUp()
        self.session = self.open()
        self.own = self.cast(
            self.session, "chair", "refused", reasons="Grossly careless."
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def test_others_read_no_ballot_before_the_closing(self):
        for name in ("clerk", "deputy", "third", "administrator", "auditor"):
            env = self.as_user(name)
            ballot = env["tolerance.ballot"].browse(self.own.id)
            with self.subTest(name=name), self.assertRaises(AccessError):
                ballot.read(["degree_id"])
            self.users[name].group_ids += self.env.ref("base.group_allow_export")
            with self.subTest(name=name), self.assertRaises(AccessError):
                ballot.export_data(["reasons"])
        self.assertEqual(self.own.read(["reasons"])[0]["reasons"], "Grossly careless.")

    def test_no_search_and_no_group_tells_of_a_choice(self):
        for name in ("clerk", "deputy", "third"):
            env = self.as_user(name)
            mine = self.get_own(self.session, name)
            Ballot = env["tolerance.ballot"]
            with self.subTest(name=name):
                found = Ballot.search([("session_id", "=", self.session.id)])
                self.assertEqual(found, mine if name != "clerk" else found.browse())
                self.assertFalse(Ballot.search([("cast_on", "!=", False)]))
                groups = Ballot._read_group([], ["degree_id"], ["__count"])
                self.assertNotIn(self.degrees["refused"], [g[0] for g in groups])
            for domain in (
                [("ballot_ids.cast_on", "!=", False)],
                [("ballot_ids.degree_id", "=", self.degrees["refused"].id)],
                [("ballot_ids", "any", [("reasons", "ilike", "careless")])],
            ):
                with self.subTest(name=name, domain=domain):
                    self.assertFalse(env["tolerance.session"].search(domain))
                path = [(f"session_ids.{domain[0][0]}", *domain[0][1:])]
                with self.subTest(name=name, domain=path):
                    self.assertFalse(env["tolerance.case"].search(path))

    def test_session_tells_only_how_many(self):
        for name in ("clerk", "deputy", "third"):
            session = self.as_user(name, self.session)
            with self.subTest(name=name):
                self.assertEqual((session.cast_count, session.seat_count), (1, 3))
                self.assertFalse(any(session.seat_ids.mapped("has_voted")))
                self.assertFalse(session.result_ids.tally_ids)
                self.assertEqual(session.result_ids.state, "pending")
                self.assertFalse(session.outcome)
                self.assertNotIn(self.users["chair"].name, session.next_action)

    def test_no_task_or_message_tells_who_has_voted(self):
        for name in ("clerk", "deputy", "third"):
            session = self.as_user(name, self.session)
            tasks = session.activity_ids.filtered(
                lambda task: (
                    task.activity_type_id
                    == self.env.ref("mistake_tolerance.activity_type_cast")
                )
            )
            with self.subTest(name=name):
                self.assertEqual(tasks.user_id, self.session.sudo().seat_ids.user_id)
                bodies = " ".join(session.message_ids.mapped("body"))
                self.assertNotIn("Cast Ballot", bodies)

    def test_who_has_voted_has_no_task_left(self):
        Session = self.env["tolerance.session"]
        mine = Session.with_user(self.users["third"])._get_my_todos()
        self.assertEqual([t["res_model"] for t in mine], ["tolerance.ballot"])
        self.cast(self.session, "third")
        self.assertFalse(Session.with_user(self.users["third"])._get_my_todos())

    def test_ledger_has_the_choice_only_after_the_closing(self):
        Entry = self.env["tolerance.ledger.entry"].sudo()

        def read(code):
            return Entry.search([("verb", "=", code)], order="id desc", limit=1)

        said = json.dumps(read("ballot.cast").read(), default=str)
        for word in ("careless", "degree", "refused", "reasons"):
            self.assertNotIn(word, said)
        for name in ("deputy", "third"):
            self.cast(self.session, name)
        self.close(self.session)
        said = json.dumps(read("session.close").read(), default=str)
        self.assertIn("careless", said)

    def read_as_auditor(self):
        """Return what an auditor finds in the ledger about ballots that were cast."""
        auditor = self.users["auditor"]
        auditor.group_ids += self.env.ref("base.group_allow_export")
        env = self.as_user("auditor")
        Entry, Pending = env["tolerance.ledger.entry"], env["tolerance.ledger.pending"]
        cast = [("verb", "=", "ballot.cast")]
        voters = [("author_id", "=", self.users["chair"].id), *cast]
        everything = self.env["tolerance.ledger.entry"].sudo()
        entry = everything.search(cast, order="id desc", limit=1)
        found = {
            "search": Entry.search(cast).ids,
            "count": Entry.search_count(voters),
            "names": Entry.name_search("ballot.cast"),
            "group": Entry._read_group(cast, ["author_name"], ["__count"]),
            "rows": Entry.formatted_read_group(cast, ["author_name"], ["__count"]),
            "words": Entry.search(
                [("content", "ilike", "ballot.cast"), ("id", "=", entry.id)]
            ).ids,
            "export": Entry.search(voters).export_data(["author_name"])["datas"],
            "pending": Pending.search([("entry_id", "=", entry.id)]).ids,
            "path": Pending.search([("entry_id.verb", "=", "ballot.cast")]).ids,
        }
        for name in ("read", "export_data", "web_read"):
            argument = {"author_name": {}} if name == "web_read" else ["author_name"]
            try:
                found[name] = getattr(Entry.browse(entry.id), name)(argument)
            except AccessError:
                found[name] = False
        return found

    def test_ledger_tells_who_has_voted_only_after_the_closing(self):
        while_open = self.read_as_auditor()
        self.assertFalse({k: v for k, v in while_open.items() if v})
        for name in ("deputy", "third"):
            self.cast(self.session, name)
        self.close(self.session)
        self.env.invalidate_all()
        closed = self.read_as_auditor()
        self.assertFalse([name for name, found in closed.items() if not found])

    def test_ledger_holds_together_while_a_ballot_is_open(self):
        """An entry that is hidden is no gap: the verifier reads all."""
        env = self.as_user("auditor")
        dialog = env["tolerance.ledger.verification"].create({})
        act(dialog).action_verify()
        self.assertNotEqual(dialog.state, "broken")
        self.assertFalse(dialog.result)

    def test_after_the_closing_all_who_sat_and_the_clerk_read_them(self):
        for name in ("deputy", "third"):
            self.cast(self.session, name)
        self.close(self.session)
        for name in ("clerk", "deputy", "third"):
            ballots = self.as_user(name, self.session).ballot_ids
            with self.subTest(name=name):
                self.assertIn("Grossly careless.", ballots.mapped("reasons"))
                seats = self.as_user(name, self.session).seat_ids
                self.assertTrue(all(seats.mapped("has_voted")))

    def test_database_keeps_what_is_cast_and_the_roll(self):
        ballot, session = self.own.sudo(), self.session.sudo()
        seat = session.seat_ids[:1]
        late = self.get_ballots(session).filtered(lambda b: not b.cast_on)[:1]
        writes = (
            lambda: unlocked(ballot).write({"reasons": "Changed."}),
            lambda: unlocked(ballot).write({"degree_id": self.degrees["exempt"].id}),
            lambda: unlocked(ballot).write(
                {"situation_ids": [Command.link(self.situation.id)]}
            ),
            lambda: unlocked(ballot).write({"cast_on": False}),
            lambda: self.env.cr.execute(
                "DELETE FROM tolerance_ballot WHERE id = %s", [late.id]
            ),
            lambda: unlocked(seat).write({"is_voting": False}),
            lambda: unlocked(session.seat_ids).create(
                {"session_id": session.id, "user_id": self.users["leader"].id}
            ),
            lambda: session._write_unlocked({"majority_degree": "consensus"}),
        )
        for number, write in enumerate(writes):
            with (
                self.subTest(number=number),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                write()
                self.env.flush_all()
            self.env.invalidate_all()

    def test_database_lets_no_ballot_be_cast_after_the_round(self):
        late = self.get_own(self.session, "third").sudo()
        self.cast(self.session, "deputy")
        self.close(self.session)
        self.assertTrue(late.is_lapsed)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            late._write_unlocked({"cast_on": "2026-01-01 00:00:00"})
            self.env.flush_all()

    def test_no_ballot_counts_that_the_ledger_does_not_hold(self):
        """SQL casts no ballot in the name of a member."""
        check_deferred(self.env.cr)
        late = self.get_own(self.session, "third")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_ballot SET cast_on = now() WHERE id = %s", [late.id]
            )
            check_deferred(self.env.cr)

    def test_no_list_that_was_read_before_hides_a_vote_from_the_count(self):
        """A list of records stays as its first reader may see it."""
        for name in ("deputy", "third"):
            self.cast(self.session, name, "refused")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.session.ballot_ids)
        self.assertEqual(self.session.cast_count, 3)
        self.close(self.session)
        tallies = self.session.result_ids.tally_ids
        self.assertEqual(set(tallies.mapped("present")), {3})

    def test_no_count_that_was_read_before_shows_a_ballot(self):
        session = self.as_user("clerk", self.session)
        self.assertEqual(session.cast_count, 1)
        self.assertFalse(session.seat_ids[0].has_voted)
        found = session.web_read({"ballot_ids": {"fields": {"degree_id": {}}}})
        self.assertFalse(found[0]["ballot_ids"])

    def test_each_member_casts_once_and_only_the_own(self):
        other = self.own.with_user(self.users["third"])
        with self.assertRaises(AccessError):
            act(other).action_cast()
        with self.assertRaises(AccessError):
            self.own.reasons = "On second thoughts."
