"""A committee with an open ballot, whose members vote on real connections."""

import threading
from functools import partial
from uuid import uuid4

from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import SUPERUSER_ID, Command, api, fields
from odoo.exceptions import AccessError, UserError

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked
from odoo.addons.mistake_tolerance.tests.common import act

DONE, REFUSED = "done", "refused"


class BallotScene:
    """A committee of any size before one case, in a bureau of its own.

    What it writes stays in the database; other tests do not read it.

    :param registry: of the database
    :param int size: how many members vote
    :param bool is_secret: whether their choices go into the box
    """

    def __init__(self, registry, size, is_secret=False):
        self.registry = registry
        self.is_secret = is_secret
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            company = env["res.company"].create({"name": f"Race {uuid4()}"})
            self.company = company.id
            env = company.with_company(company).env
            self.users = self._make_users(env, size)
            session = self._open(env)
            self.session = session.id
            self.refused = session.version_id.degree_ids.id

    def _make_users(self, env, size):
        group = env.ref("mistake_tolerance.group_member")
        users = env["res.users"].create(
            [
                {
                    "name": f"Voter {number}",
                    "login": f"voter_{uuid4()}",
                    "company_id": self.company,
                    "company_ids": [Command.set([self.company])],
                    "group_ids": [Command.link(group.id)],
                }
                for number in range(size)
            ]
        )
        return users.ids

    def _open(self, env):
        body = env["tolerance.body"].create(
            {"name": "Race", "is_secret": self.is_secret}
        )
        roles = ["chair"] + ["member"] * (len(self.users) - 1)
        unlocked(body.member_ids).create(
            [
                {"body_id": body.id, "user_id": user, "role": role}
                for user, role in zip(self.users, roles, strict=True)
            ]
        )
        version = env["tolerance.scheme.version"].create(
            {
                "scheme_id": env["tolerance.scheme"]
                .create({"name": "Race", "company_id": self.company})
                .id,
                "degree_ids": [
                    Command.create({"name": "Not tolerated", "kind": "refused"})
                ],
                "step_ids": [
                    Command.create(
                        {"name": "Decide", "kind": "decision", "body_id": body.id}
                    )
                ],
            }
        )
        employee = env["hr.employee"].create(
            {"name": "Race", "company_id": self.company}
        )
        subject = employee.tolerance_subject_id
        matter = env["tolerance.matter"]._create_unlocked(
            {
                "title": "Race",
                "occurred_on": "2026-03-02",
                "subject_ids": [Command.set(subject.ids)],
            }
        )
        case = env["tolerance.case"]._create_unlocked(
            {"matter_id": matter.id, "version_id": version.id}
        )
        env["tolerance.case.party"]._create_unlocked(
            {"case_id": case.id, "subject_id": subject.id}
        )
        session = env["tolerance.session"]._call(case.step_ids)
        meeting = env["tolerance.meeting"].create(
            {
                "body_id": body.id,
                "held_at": fields.Datetime.now(),
                "place": "Race",
            }
        )
        session._put_on_agenda(meeting)
        meeting._write_unlocked({"state": "held"})
        meeting._drop_todo()
        session._do_open_ballot()
        return session

    def commit(self, user, function):
        """Run ``function(env)`` in the name of a user, as often as it takes.

        :return: ``done`` or ``refused``
        :rtype: str
        """
        while True:
            with self.registry.cursor() as cr:
                context = {"allowed_company_ids": [self.company]}
                env = api.Environment(cr, user, context)
                try:
                    function(env)
                    cr.commit()
                    return DONE
                except (SerializationFailure, DeadlockDetected):
                    cr.rollback()
                except (UserError, AccessError):
                    cr.rollback()
                    return REFUSED

    def cast(self, user):
        """Cast the ballot of a member.

        :return: ``done`` or ``refused``
        :rtype: str
        """
        return self.commit(user, self._cast)

    def get_choice(self):
        return {"degree_id": self.refused, "reasons": "Careless."}

    def _cast(self, env):
        ballot = env["tolerance.ballot"].search(
            [("session_id", "=", self.session), ("seat_id.user_id", "=", env.uid)]
        )
        if self.is_secret:
            act(ballot).action_cast(self.get_choice())
        else:
            ballot.write(self.get_choice())
            act(ballot).action_cast()

    def close(self):
        """Close the session as its chair.

        :return: ``done`` or ``refused``
        :rtype: str
        """
        if self.is_secret:
            ended = self.commit(self.users[0], self._end_voting)
            if ended != DONE:
                return ended
        return self.commit(self.users[0], self._close)

    def _end_voting(self, env):
        act(env["tolerance.session"].browse(self.session)).action_end_voting()

    def _close(self, env):
        session = env["tolerance.session"].browse(self.session)
        session.minutes = "Resolved."
        act(session).action_close()

    def run(self, *calls):
        """Let calls start together, each in a thread of its own.

        :param calls: functions without arguments
        :return: what each returned
        :rtype: list
        """
        barrier = threading.Barrier(len(calls))
        results = [None] * len(calls)

        def run(number, call):
            barrier.wait()
            try:
                results[number] = call()
            except Exception as error:  # noqa: BLE001  the test shows whatever it is
                results[number] = error

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def vote(self, users):
        """Return calls by which members vote.

        :param list users: ids, one of them perhaps several times
        :rtype: list
        """
        return [partial(self.cast, user) for user in users]

    def read(self):
        """Return who has cast a ballot, and what was counted.

        :return: ids of users, one for each ballot cast; state of the session; number
            of votes in the count of the outcome, 0 before
        :rtype: tuple
        """
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            session = env["tolerance.session"].browse(self.session)
            cast = session.ballot_ids.filtered("cast_on").user_id.ids
            tallies = session.result_ids.tally_ids.filtered("degree_id")
            return cast, session.state, sum(tallies.mapped("present"))

    def count_joined(self):
        """Return how many rows of the box have the transaction of a ballot."""
        with self.registry.cursor() as cr:
            cr.execute(
                """
                SELECT count(*) FROM tolerance_ballot_box box
                  JOIN tolerance_ballot ballot USING (session_id)
                 WHERE session_id = %s AND box.xmin = ballot.xmin
                """,
                [self.session],
            )
            return cr.fetchone()[0]
