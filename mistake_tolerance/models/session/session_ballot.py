"""How a session votes: the voting opens, ballots are handed out and cast, or void.

A *ballot* is the paper of one member about one party. The *voting* is the event: it
opens once the members are called, and each member answers each ballot. A *round* is one
voting on everything that is not decided yet; where it decides too little, a committee
votes once more. The *roll* is the list of the members of a session. A session that is
*collective* is that of a committee; in any other, one person decides.

``result/extends_session.py`` counts a round, ``rules/ballot.py`` says what is carried.
"""

from odoo import models
from odoo.tools import SQL

from ...rules import ballot as rules
from ..base.write_permit import unlocked

# Who presides, in this order.
PRESIDING = ("chair", "vice_chair")
# With fewer members, each could tell from the tally how the others voted. A rule of
# this product, not of any source.
SECRET_MINIMUM = 5


class ToleranceSession(models.Model):
    """The voting of a session: who votes and presides; opened, or declared void."""

    _inherit = "tolerance.session"

    def _get_roll_seats(self):
        """Return the seats with a vote, those on leave included.

        Majorities of all members are counted on them.

        :rtype: tolerance.session.seat
        """
        return self.seat_ids.filtered(lambda s: s.is_voting and s.state != "recused")

    def _get_voting_seats(self):
        """Return the seats with a vote whose members attend: they are not on leave.

        :rtype: tolerance.session.seat
        """
        return self._get_roll_seats().filtered(lambda seat: seat.state != "on_leave")

    def _get_all_ballots(self):
        """Return all ballots of these sessions, with all rights.

        Do not use ``ballot_ids`` instead: the ORM caches it with the ballots that the
        first reader may see, and within the transaction everybody then gets those,
        ``sudo()`` included. A count could miss ballots or show hidden ones.

        :rtype: tolerance.ballot
        """
        # sudo: members read no ballot but their own while the voting is open.
        return (
            self.env["tolerance.ballot"]
            .sudo()
            .search([("session_id", "in", self.ids)], order="id")
        )

    def _get_round_ballots(self):
        """Return the ballots of the present round, or of the last, with all rights.

        :rtype: tolerance.ballot
        """
        return self._get_all_ballots().filtered(
            lambda ballot: ballot.round == ballot.session_id.round
        )

    def _is_quorate(self, present):
        """Return whether so many members with a vote are enough to decide.

        :param int present: how many
        :rtype: bool
        """
        self.ensure_one()
        roll = len(self._get_roll_seats())
        return rules.is_quorate(roll, present, self.minimum_share, self.minimum_number)

    def _choose_chair(self):
        """Enter who presides: the chair, or the first vice chair who attends.

        The field is empty if none of them attends.
        """
        # sudo: who enters a leave or a recusal may have no rights on the session.
        for session in self.sudo():
            attending = session._get_voting_seats().filtered(
                lambda seat: seat.role in PRESIDING
            )
            chair = attending.sorted(lambda seat: PRESIDING.index(seat.role))[:1]
            session._write_unlocked({"chair_id": chair.id})

    def _get_presiding_users(self):
        """Return the users who preside over these sessions.

        Where nobody presides, all who attend with a vote do so together.

        :rtype: res.users
        """
        users = self.env["res.users"]
        for session in self:
            users |= session.chair_id.user_id or session._get_voting_seats().user_id
        return users

    def _get_warnings(self):
        """List what those who prepare the session should know; a hook.

        :rtype: list[str]
        """
        self.ensure_one()
        voting = len(self._get_voting_seats())
        if self.is_collective and self.state == "draft" and voting and not voting % 2:
            return [
                self.env._(
                    "%(count)s members vote: with an even number neither side may win.",
                    count=voting,
                )
            ]
        return []

    def _get_open_refusal(self):
        """List why the voting cannot open; a hook.

        :rtype: list[str]
        """
        self.ensure_one()
        refusals = []
        voting = self._get_voting_seats()
        if not self._is_quorate(len(voting)):
            roll = len(self._get_roll_seats())
            minimum = rules.get_minimum(roll, self.minimum_share)
            refusals.append(
                self.env._(
                    "%(present)s of %(roll)s members attend; at least %(minimum)s "
                    "must.",
                    present=len(voting),
                    roll=roll,
                    minimum=max(minimum, self.minimum_number),
                )
            )
        if not self.chair_id:
            refusals.append(
                self.env._("Neither the chair nor a vice chair attends: nobody leads.")
            )
        if self.is_secret and len(voting) < SECRET_MINIMUM:
            refusals.append(
                self.env._("A secret ballot needs at least five members who vote.")
            )
        if self.mode == "circulation" and not self.admits_circulation:
            refusals.append(
                self.env._("The rule of this body does not admit circulated papers.")
            )
        # Conflicts may have changed since the roll was made.
        for seat in voting:
            if refusal := self._get_member_refusal(seat.user_id):
                refusals.append(refusal)
        return refusals

    def _get_open_sentence(self):
        """Return in one text why the voting cannot open, or False."""
        return "\n".join(self._get_open_refusal()) or False

    def action_open_ballot(self):
        """Open the voting of a committee that was called; its roll is then fixed."""
        self.check_access("write")
        self._check_transition("open_ballot")
        # sudo: what follows from the opening is the system's work.
        for session in self.sudo():
            session._do_open_ballot()
        return True

    def _do_open_ballot(self):
        """Open the voting of a committee, or of the one person who decides.

        The members who attend get a ballot for each party not decided yet.
        """
        self.ensure_one()
        # A trigger looks for the meeting, which may have begun just before.
        self.env.flush_all()
        voting = self._get_voting_seats()
        unlocked(voting).write({"state": "attending"})
        self._write_transition(
            "open_ballot", {"opened_on": self.company_id._tolerance_today()}
        )
        # A trigger refuses a vote in a session that is not open in the database.
        self.env.flush_all()
        parties = self._get_parties()
        unlocked(self.result_ids).create(
            [{"session_id": self.id, "party_id": party.id} for party in parties]
        )
        self._deal_ballots(parties)
        self._finish_todo("open_ballot")
        self._ledger_append(
            "session.open",
            {
                "kind": self.kind,
                "body": self.body_id.id,
                "roll": self.seat_ids.user_id.ids,
                "voting": voting.user_id.ids,
                **(self._get_voting_rule() if self.is_collective else {}),
            },
        )
        self._on_opened()

    def _get_parties(self):
        """Return the parties about whom this session decides; a hook.

        :rtype: tolerance.case.party
        """
        self.ensure_one()
        return self.case_id._get_undecided_parties(self.step_id)

    def _on_opened(self):
        """Called once when the voting has opened; a hook."""

    def _deal_ballots(self, parties):
        """Hand out ballots: to each member who attends, one for each party.

        :param tolerance.case.party parties: about whom the members vote
        """
        voting = self._get_voting_seats()
        self.env["tolerance.ballot"]._create_unlocked(
            [
                {
                    "session_id": self.id,
                    "seat_id": seat.id,
                    "party_id": party.id,
                    "round": self.round,
                }
                for seat in voting
                for party in parties
            ]
        )
        # Otherwise the user who opens the voting would read all ballots from the cache
        # of this transaction.
        self.flush_recordset()
        self.invalidate_recordset(["ballot_ids"])
        self._plan_todo("cast", voting.user_id)
        if self.is_collective:
            self._plan_todo("close_session", self._get_leading_user())

    def _end_cast_todo(self, user):
        """Finish the task of a member who has cast every ballot.

        In a committee the task stays until the round is counted, because tasks are
        public and nobody may see before the closing who has voted. The member no longer
        sees it in the list, see ``_get_todo_places``.

        :param res.users user: the member
        """
        if not self.is_collective:
            self._finish_todo("cast", user=user)

    def _end_round_todos(self):
        """End the tasks of the round for all users, without a message for each."""
        if self.is_collective:
            self._for_todos().activity_unlink(
                [
                    "mistake_tolerance.activity_type_cast",
                    "mistake_tolerance.activity_type_close_session",
                ]
            )
        else:
            self._finish_todo("cast", "close_session")

    def _lock_ballots(self):
        """Wait for members who are casting a ballot, then let nobody cast any more.

        If a ballot was cast since this transaction began, PostgreSQL raises a
        serialization failure; Odoo tries again and then counts the ballot. The ballots
        are locked before the session, in the same order as when a member casts one, so
        that the two transactions never wait for each other.
        """
        self.env.flush_all()
        for table, column in (
            ("tolerance_ballot", "session_id"),
            ("tolerance_session", "id"),
        ):
            self.env.cr.execute(
                SQL(
                    "SELECT FROM %s WHERE %s = ANY(%s) ORDER BY id FOR UPDATE",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    self.ids,
                )
            )

    def _read_choices(self):
        """Return the ballots of this round as plain values.

        :return: dicts with ``party_id``, ``degree_id``, ``situation_ids``,
            ``exclusion_ids``, ``conduct_answer``, ``is_abstention``, ``is_return``,
            ``question`` and ``reasons``
        :rtype: list[dict]
        """
        return [
            {
                "party_id": ballot.party_id.id,
                "degree_id": ballot.degree_id.id,
                "situation_ids": ballot.situation_ids.ids,
                "exclusion_ids": ballot.exclusion_ids.ids,
                "conduct_answer": ballot.conduct_answer,
                "is_abstention": ballot.is_abstention,
                "is_return": ballot.is_return,
                "question": ballot.question,
                "reasons": ballot.reasons,
            }
            for ballot in self._get_round_ballots()
            if ballot.cast_on
        ]

    def _get_ballot_entries(self):
        """Return the values of the ledger about the ballots at the closing.

        These are the ballots cast in both rounds.

        :rtype: list[dict]
        """
        return [b._get_choice_values() for b in self._get_all_ballots() if b.cast_on]
