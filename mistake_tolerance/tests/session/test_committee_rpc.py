"""Rare ways through a session, over JSON-RPC: by public methods, as each role."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from .committee_common import CommitteeCase

CALL = "tolerance.meeting.call"
MEMBERS = ("chair", "deputy", "third", "fourth", "fifth")


@tagged("post_install", "-at_install")
class TestCommitteeRpc(CommitteeCase, HttpCase):
    def call(self, login, model, method, *args):
        """Call a public method as a client does; returns the whole answer."""
        self.env.flush_all()
        self.authenticate(f"test_{login}", f"test_{login}_pw")
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        answer = self.url_open(
            "/web/dataset/call_kw",
            json={"jsonrpc": "2.0", "method": "call", "id": 1, "params": params},
        ).json()
        self.env.invalidate_all()
        return answer

    def rpc(self, login, model, method, *args):
        """Call a public method that must succeed; returns what it answers."""
        answer = self.call(login, model, method, *args)
        self.assertNotIn("error", answer)
        return answer.get("result")

    def refused(self, login, model, method, *args):
        """Return the sentence by which a call is refused."""
        with mute_logger("odoo.http"):
            answer = self.call(login, model, method, *args)
        self.assertIn("error", answer)
        return answer["error"]["data"]["message"]

    def meet(self, case):
        """Call the body of the next step to a meeting and begin it; as the clerk."""
        values = {
            "case_id": case.id,
            "held_at": fields.Datetime.to_string(fields.Datetime.now()),
            "place": "Room 1",
        }
        dialog = self.rpc("clerk", CALL, "create", values)
        action = self.rpc("clerk", CALL, "action_confirm", [dialog])
        self.rpc("clerk", action["res_model"], "action_hold", [action["res_id"]])
        return case._get_running_session()

    def open_ballot(self, session):
        self.rpc("clerk", session._name, "action_open_ballot", session.ids)

    def vote(self, session, names, choose=None):
        """Fill in and cast the ballots of members, each as themself."""
        choice = {
            "degree_id": self.degrees["exempt"].id,
            "situation_ids": [[6, 0, self.situation.ids]],
            "reasons": "Decided together, no gain.",
        }
        for name in names:
            waiting = [["session_id", "=", session.id], ["cast_on", "=", False]]
            ids = self.rpc(name, "tolerance.ballot", "search", waiting)
            for ballot in ids:
                own = choose(name) if choose else choice
                if session.is_secret:
                    self.rpc(name, "tolerance.ballot", "action_cast", [ballot], own)
                else:
                    self.rpc(name, "tolerance.ballot", "write", [ballot], own)
                    self.rpc(name, "tolerance.ballot", "action_cast", [ballot])

    def close_by_clerk(self, session):
        values = {"minutes": "Discussed and resolved."}
        self.rpc("clerk", session._name, "write", session.ids, values)
        self.rpc("clerk", session._name, "action_close", session.ids)

    def prepare(self):
        case = self.accept()
        self.inquire(case)
        return case

    def recuse(self, session, name):
        """Let a member declare a recusal, which the chair grants."""
        values = {"session_id": session.id, "reason": "My brother applied."}
        recusal = self.rpc(name, "tolerance.recusal", "create", values)
        self.rpc("chair", "tolerance.recusal", "action_grant", [recusal])

    def test_a_reserve_moves_up_and_the_upper_body_takes_the_rest(self):
        upper = self.body.copy({"code": False, "member_ids": []})
        self.enter_members(upper, ["bureau", "bureau2", "bureau3"])
        self.body.upper_body_id = upper
        unlocked(self.env["tolerance.body.member"]).create(
            {
                "body_id": self.body.id,
                "user_id": self.make_user("reserve", "member").id,
                "kind_of_seat": "reserve",
            }
        )
        case = self.prepare()
        session = self.meet(case)
        self.recuse(session, "third")
        moved = session.sudo().seat_ids.filtered("replaces_id")
        self.assertEqual(moved.user_id, self.users["reserve"])
        self.refused("third", session._name, "read", session.ids, ["state"])
        for name in ("deputy", "reserve"):
            self.recuse(session, name)
        said = self.refused("clerk", session._name, "action_open_ballot", session.ids)
        self.assertIn("at least 2", said)
        reason = {"upper_reason": "Two members and the reserve are recused."}
        self.rpc("clerk", session._name, "write", session.ids, reason)
        self.rpc("clerk", session._name, "action_hand_up", session.ids)
        again = case._get_running_session()
        self.assertEqual((session.state, again.body_id), ("void", upper))
        # Its members are called as any others.
        said = self.refused("clerk", again._name, "action_open_ballot", again.ids)
        self.assertIn("Call Members", said)
        action = self.rpc("clerk", again._name, "action_call_members", again.ids)
        self.assertEqual(action["res_model"], CALL)
        self.assertEqual(self.meet(case), again)
        self.open_ballot(again)
        self.vote(again, ("bureau", "bureau2", "bureau3"))
        self.close_by_clerk(again)
        self.assertEqual((again.state, again.result_ids.state), ("closed", "decided"))

    def enter_more(self, names, **values):
        """Enter more members of the committee."""
        for name in names:
            unlocked(self.env["tolerance.body.member"]).create(
                {
                    "body_id": self.body.id,
                    "user_id": self.make_user(name, "member").id,
                    **values,
                }
            )

    def test_five_vote_in_secret(self):
        unlocked(self.body).is_secret = True
        case = self.prepare()
        session = self.meet(case)
        said = self.refused("clerk", session._name, "action_open_ballot", session.ids)
        self.assertIn("five members", said)
        self.rpc(
            "clerk", session._name, "write", session.ids, {"void_reason": "Too few."}
        )
        self.rpc("clerk", session._name, "action_void", session.ids)
        self.enter_more(MEMBERS[3:])
        session = self.meet(case)
        self.open_ballot(session)
        self.vote(session, MEMBERS[:4])
        said = self.refused("clerk", session._name, "action_end_voting", session.ids)
        self.assertIn("4 of 5", said)
        self.vote(session, MEMBERS[4:])
        ids = self.rpc(
            "chair", "tolerance.ballot", "search", [["session_id", "=", session.id]]
        )
        rows = self.rpc("chair", "tolerance.ballot", "read", ids, ["degree_id"])
        self.assertFalse([row for row in rows if row["degree_id"]])
        self.rpc("clerk", session._name, "action_end_voting", session.ids)
        self.close_by_clerk(session)
        self.assertEqual(session.result_ids.degree_id, self.degrees["exempt"])

    def test_a_lot_is_named_by_a_clerk_and_not_drawn_before_its_day(self):
        unlocked(self.body).admits_lot = True
        self.enter_more(("one", "two"), kind_of_seat="reserve")
        session = self.meet(self.prepare())
        tomorrow = self.company._tolerance_today() + timedelta(days=1)
        values = {
            "session_id": session.id,
            "source": "Closing index of the exchange",
            "published_on": fields.Date.to_string(tomorrow),
            "seats": 1,
        }
        self.refused("chair", "tolerance.session.lot", "create", values)
        lot = self.rpc("clerk", "tolerance.session.lot", "create", values)
        number = {"number": "3391.88"}
        for method, args in (("write", [number]), ("action_draw", [])):
            said = self.refused("clerk", "tolerance.session.lot", method, [lot], *args)
            self.assertIn("Closing" if method == "action_draw" else "published", said)
        said = self.refused("clerk", session._name, "action_open_ballot", session.ids)
        self.assertIn("draw by it first", said)

    def test_the_members_return_the_case_by_their_vote(self):
        case = self.prepare()
        session = self.meet(case)
        self.open_ballot(session)
        question = {"is_return": True, "question": "Who approved the plan?"}
        self.vote(session, ("chair", "deputy"), lambda _name: question)
        self.vote(session, ("third",))
        self.close_by_clerk(session)
        result = session.sudo().result_ids
        self.assertEqual((session.state, result.state), ("closed", "returned"))
        self.assertEqual(case.state, "inquiry")
        self.assertEqual(case.question_ids.question, "Who approved the plan?")
