"""One record of every model for every relation, for the access matrix.

A *dossier* is a matter with all that hangs on it. There is one for each relation,
and one of their own for each role where the relation is to the person. Records of
models without such a tie, as schemes, are shared by the dossiers of a company.
"""

from ...models.base.write_permit import unlocked
from .matrix_shelf import Shelf, find_models

SHARED = ("none", "other_company")


class Dossier(Shelf):
    """A matter about one person, with all that hangs on it."""

    def __init__(self, env, shared, relation, employee):
        super().__init__(env, shared.company, shared)
        self.relation = relation
        self.employee = employee
        self.user = None

    def join_team(self, users):
        """Put users on the inquiry team, inquirers or not.

        What the rules let them see then is for the matrix to say.
        """
        self.user = users[:1]
        Member = self.env["tolerance.inquiry.member"]
        for user in users:
            with self._waive("tolerance.inquiry.member", "_get_seat_refusal"):
                member = unlocked(Member).create(
                    {
                        "inquiry_id": self.get("tolerance.inquiry").id,
                        "user_id": user.id,
                    }
                )
            self.records.setdefault(Member._name, member.with_env(self.env))

    def take_seats(self, users):
        """Give users a seat in the session, members or not."""
        self.user = users[:1]
        Seat = self.env["tolerance.session.seat"]
        for user in users:
            seat = unlocked(Seat).create(
                {
                    "session_id": self.get("tolerance.session").id,
                    "user_id": user.id,
                    # The roll of a session that has ballots gets no more votes.
                    "is_voting": False,
                }
            )
            self.records.setdefault(Seat._name, seat.with_env(self.env))

    def recuse(self, users):
        """Put users in conflict with the matter, whatever else they are in it."""
        self.get("tolerance.case")
        matter = self.get("tolerance.matter")
        self.env["tolerance.conflict"]._add(
            [(matter.id, user.id, "recused") for user in users], matter
        )

    def fill(self):
        """Make every record, so that no cell depends on the cells before it."""
        for model in find_models(self.env):
            self.get(model)

    def _make_hr_employee(self):
        return self.employee.sudo().with_env(self.env)
