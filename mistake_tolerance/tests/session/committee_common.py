from odoo import Command

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk, Committees
from ..common import act


class CommitteeCase(Committees, CaseWalk):
    """The body that gives the preliminary opinion is a committee of several members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body = cls.version.step_ids.filtered(
            lambda step: step.kind == "preliminary"
        ).body_id
        cls.enter_members(cls.body, ["chair", "deputy", "third"])
        for name in ("first", "vice", "other"):
            cls.make_user(name, "member")

    def call(self, case=None):
        """Call the committee to a meeting that has begun; as the clerk."""
        self.case = case or self.accept()
        self.inquire(self.case)
        return self.open_session(self.case)

    def call_roll(self, case):
        """Call the body of the next step, and its members to no meeting."""
        action = case.action_open_session()
        return self.as_user("clerk")["tolerance.session"].browse(action["res_id"])

    def open_session(self, case):
        """Call the body of the next step; a committee, to a meeting that has begun."""
        session = self.call_roll(case)
        return self.convene(session) if session.is_collective else session

    def open(self, **rule):
        """Call the committee and open its ballot, by a rule of voting.

        :rtype: tolerance.session
        """
        if rule:
            unlocked(self.body).write(rule)
        session = self.call()
        act(session).action_open_ballot()
        return session

    def get_own(self, session, name):
        """Return the ballots of a member in the round that runs, as the member."""
        ballots = self.get_ballots(session).filtered(
            lambda b: b.user_id == self.users[name] and b.round == session.round
        )
        return self.as_user(name, ballots)

    def cast(self, session, name, kind="exempt", **values):
        """Cast the ballots of a member; ``kind`` is False for an abstention."""
        own = self.get_own(session, name)
        for ballot in own:
            if not kind:
                ballot.is_abstention = True
            else:
                if kind == "refused":
                    values.setdefault("situation_ids", [Command.clear()])
                self.fill(ballot, kind, **values)
            act(ballot).action_cast()
        return own

    def close(self, session, login="clerk"):
        own = self.as_user(login, session)
        own.minutes = own.minutes or "Discussed and resolved."
        return act(own).action_close()
