from odoo import Command
from odoo.tools import SQL

from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase

MEMBERS = ("chair", "deputy", "third", "fourth", "fifth")
NOTE = "A sentence nobody else would write."


class SecretCase(CommitteeCase):
    """The committee votes in secret: five members, and a box."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in MEMBERS[3:]:
            cls.enter_member(name)
        unlocked(cls.body).write({"is_secret": True})

    @classmethod
    def enter_member(cls, name):
        user = cls.make_user(name, "member")
        unlocked(cls.env["tolerance.body.member"]).create(
            {"body_id": cls.body.id, "user_id": user.id, "role": "member"}
        )

    def cast(self, session, name, kind="exempt", **values):
        own = self.get_own(session, name)
        for ballot in own:
            act(ballot).action_cast(self.choose(kind, **values))
        return own

    def choose(self, kind="exempt", **values):
        """Return a choice as the form sends it; ``kind`` is False to abstain."""
        if not kind:
            return {"is_abstention": True}
        situations = [] if kind == "refused" else [Command.link(self.situation.id)]
        return {
            "degree_id": self.degrees[kind].id,
            "situation_ids": situations,
            "reasons": f"For {kind}.",
            **values,
        }

    def cast_all(self, session, kinds=("exempt",) * 4 + ("refused",)):
        for name, kind in zip(MEMBERS, kinds, strict=True):
            note = {"reasons": NOTE} if kind == "refused" else {}
            self.cast(session, name, kind, **note)

    def end(self, session, login="clerk"):
        act(self.as_user(login, session)).action_end_voting()

    def read_box(self, session):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT party_id, choice FROM tolerance_ballot_box"
                " WHERE session_id = %s",
                session.id,
            )
        )
        return self.env.cr.fetchall()

    def dump(self):
        """Return every row of every table that holds the sentence of the refusal."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        found = {}
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(
                SQL(
                    "SELECT row::text FROM %s row WHERE row::text LIKE %s",
                    SQL.identifier(table),
                    f"%{NOTE}%",
                )
            )
            if rows := self.env.cr.fetchall():
                found[table] = rows
        return found
