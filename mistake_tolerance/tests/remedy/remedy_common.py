"""A case under a regulation with reconsideration, decided and served."""

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act


class RemedyCase(CaseWalk):
    preset_code = "fujian_2018"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("second", "member")
        cls.prison = cls.version.level_ids.filtered(lambda lv: lv.code == "prison")
        if cls.prison:
            unlocked(cls.prison.body_id).head_user_id = cls.users["leader"]
        cls.above = cls.env["tolerance.body"].create({"name": "Test Body Above"})
        unlocked(cls.above).head_user_id = cls.users["second"]

    def decide_and_serve(self, kind="refused"):
        """Bring a case to the service of its decision; returns it as its clerk."""
        case = self.accept()
        early = case.step_ids.filtered(lambda s: s.kind == "early_intervention")
        if early:
            act(early).action_finish()
        self.inquire(case)
        if self.prison:
            case.level_id = self.prison
            self.hold_session(case, kind, **self.get_choice(kind))
            draft = self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
            act(draft).action_confirm()
        else:
            self.hold_session(case, kind, **self.get_choice(kind))
            self.hold_session(case, kind, **self.get_choice(kind))
            draft = self.as_user("leader")["tolerance.determination"].search(
                [("case_id", "=", case.id)]
            )
            act(draft).action_confirm()
        self.serve(case)
        return case

    def get_choice(self, kind):
        return {"situation_ids": [(5,)]} if kind == "refused" else {}

    def ask(self, case, kind="reconsideration", login="officer", **values):
        """Ask on the own page."""
        requests = self.as_user(login)["tolerance.remedy.request"]
        return act(requests).create(
            {
                "application_id": case.party_ids.application_id.id,
                "kind": kind,
                "reason": "The plan was approved; see the minutes.",
                **values,
            }
        )

    def accept_request(self, request, body=None):
        """Accept a request as the clerk; returns the session."""
        own = self.as_user("clerk", request)
        own.body_id = body or self.above
        action = act(own).action_accept()
        return own.env["tolerance.session"].browse(action["res_id"])

    def decide_request(self, request, kind="exempt", body=None):
        """Let the panel decide; returns the request."""
        session = self.accept_request(request, body)
        for ballot in self.get_ballots(session):
            own = ballot.with_user(ballot.user_id)
            self.fill(own, kind, **self.get_choice(kind))
            act(own).action_cast()
        session.minutes = "Discussed and resolved."
        act(session).action_close()
        return request
