"""Members who vote over HTTP, each in a session of their own, on several workers."""

import json
from urllib.request import Request, urlopen

from ballot_scene import DONE, REFUSED, BallotScene

import odoo.http
from odoo import api
from odoo.service import security

REFUSALS = ("odoo.exceptions.UserError", "odoo.exceptions.AccessError")


class HttpBallotScene(BallotScene):
    """A committee whose members press the buttons of a server.

    :param registry: of the database, on which the server runs
    :param str url: of the server
    :param int size: how many members vote
    """

    def __init__(self, registry, url, size, is_secret=False):
        super().__init__(registry, size, is_secret)
        self.url = url

    def log_in(self, user):
        """Make a session of a user on the server, as a log-in makes it.

        :return: the cookie
        :rtype: str
        """
        session = odoo.http.root.session_store.new()
        session.update(odoo.http.get_default_session(), db=self.registry.db_name)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, user, {})
            session.uid = user
            session.login = env.user.login
            session.context = dict(env["res.users"].context_get())
            session.session_token = security.compute_session_token(session, env)
        odoo.http.root.session_store.save(session)
        return f"session_id={session.sid}"

    def request(self, cookie, model, method, *args):
        """Call a method as a browser does.

        :return: what it returned
        :raises RuntimeError: with the name of the error, if there was one
        """
        params = {
            "model": model,
            "method": method,
            "args": args,
            "kwargs": {"context": {"allowed_company_ids": [self.company]}},
        }
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        headers = {"Content-Type": "application/json", "Cookie": cookie}
        url = f"{self.url}/web/dataset/call_kw/{model}/{method}"
        with urlopen(Request(url, body.encode(), headers), timeout=120) as answer:
            said = json.load(answer)
        if error := said.get("error"):
            raise RuntimeError(error["data"]["name"], error["data"]["message"])
        return said.get("result")

    def press(self, cookie, *calls):
        """Make calls one after the other, until one is refused.

        :param calls: arguments of ``request``
        :return: ``done`` or ``refused``
        :rtype: str
        """
        try:
            for call in calls:
                self.request(cookie, *call)
        except RuntimeError as error:
            if error.args[0] in REFUSALS:
                return REFUSED
            raise
        return DONE

    def prepare_vote(self, user):
        """Log a member in and open the ballot.

        :return: a function that votes once, in a session of its own
        """
        cookie = self.log_in(user)
        model = "tolerance.ballot"
        (ballot,) = self.request(
            cookie,
            model,
            "search",
            [("session_id", "=", self.session), ("seat_id.user_id", "=", user)],
        )
        choice = self.get_choice()
        calls = (
            [(model, "action_cast", [ballot], choice)]
            if self.is_secret
            else [
                (model, "write", [ballot], choice),
                (model, "action_cast", [ballot]),
            ]
        )
        return lambda: self.press(cookie, *calls)

    def vote(self, users):
        return [self.prepare_vote(user) for user in users]

    def prepare_close(self):
        """Log the chair in.

        :return: a function that closes the session
        """
        cookie = self.log_in(self.users[0])
        model, ids = "tolerance.session", [self.session]
        calls = [
            (model, "write", ids, {"minutes": "Resolved."}),
            *[(model, "action_end_voting", ids)] * self.is_secret,
            (model, "action_close", ids),
        ]
        return lambda: self.press(cookie, *calls)


def check_race(scene, early, twice):
    """Let members vote, some twice, the last of them while the chair closes.

    Whoever was told that the vote is cast is counted, once, and nobody else is.

    :param HttpBallotScene scene: its ballot is open
    :param int early: how many vote before the chair closes
    :param int twice: how many of them do so in two sessions at once
    """
    first, late = scene.users[:early], scene.users[early:]
    outcomes = scene.run(*scene.vote(first + first[:twice]))
    assert outcomes.count(DONE) == early, outcomes
    assert outcomes.count(REFUSED) == twice, outcomes
    close = scene.prepare_close()
    *outcomes, closing = scene.run(*scene.vote(late + late[:twice]), close)
    assert closing == DONE, closing
    assert set(outcomes) <= {DONE, REFUSED}, outcomes
    said = zip(late + late[:twice], outcomes, strict=True)
    told = [user for user, outcome in said if outcome == DONE]
    cast, state, counted = scene.read()
    assert sorted(cast) == sorted(first + told)
    assert (state, counted) == ("closed", len(cast))
    again = scene.run(*scene.vote(scene.users))
    assert again == [REFUSED] * len(scene.users), again
    assert scene.read() == (cast, "closed", counted)
