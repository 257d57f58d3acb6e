import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestCallIn(CommitteeCase):
    """Members beside the fixed ones are called in by the nature of the problem."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.safety, cls.law = cls.env["tolerance.speciality"].create(
            [{"name": "Gates"}, {"name": "Statutes"}]
        )
        cls.expert = cls.add("technician", "expert", cls.safety)
        cls.reserve = cls.add("lawyer", "reserve", cls.law)
        cls.add("former", "expert", cls.safety, date_to="2020-01-01")

    @classmethod
    def add(cls, name, kind, speciality, **values):
        cls.make_user(name, "member")
        return unlocked(cls.env["tolerance.body.member"]).create(
            {
                "body_id": cls.body.id,
                "user_id": cls.users[name].id,
                "kind_of_seat": kind,
                "speciality_ids": speciality.ids,
                **values,
            }
        )

    def open_dialog(self, session, **values):
        action = act(session).action_call_in()
        return (
            session.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"reason": "The gate is a matter of engineering.", **values})
        )

    def test_experts_are_proposed_by_speciality(self):
        session = self.call()
        dialog = self.open_dialog(session)
        self.assertEqual(dialog.candidate_ids, self.expert | self.reserve)
        dialog.speciality_id = self.safety
        self.assertEqual(dialog.candidate_ids, self.expert)
        dialog.member_ids = self.expert
        act(dialog).action_confirm()
        seat = session.seat_ids.filtered(
            lambda s: s.user_id == self.users["technician"]
        )
        self.assertEqual(
            (seat.origin, seat.is_voting, seat.state), ("expert", False, "invited")
        )
        self.assertIn("engineering", seat.reason)
        self.assertFalse(
            self.open_dialog(session, speciality_id=self.safety.id).candidate_ids
        )

    def test_who_is_called_in_answers_and_the_members_read_it(self):
        session = self.call()
        dialog = self.open_dialog(
            session, member_ids=self.expert.ids, question="Could it be seen?"
        )
        act(dialog).action_confirm()
        technician = self.users["technician"]
        seat = session.seat_ids.filtered(lambda s: s.user_id == technician)
        kind = self.env.ref("mistake_tolerance.activity_type_answer_question")
        todos = session.sudo().activity_ids.filtered(
            lambda todo: todo.activity_type_id == kind
        )
        self.assertEqual(todos.user_id, technician)
        own = self.as_user("technician", session)
        self.assertIn("press Give Opinion".lower(), own.next_action.lower())
        self.assertEqual(act(own).action_give_opinion()["res_id"], seat.id)
        for name in ("clerk", "chair", "third"):
            with self.subTest(name), self.assertRaises(AccessError):
                act(self.as_user(name, seat)).write({"opinion": "Theirs."})
        with self.assertRaises(UserError):
            act(self.as_user("third", session)).action_give_opinion()
        with self.assertRaises(AccessError):
            self.call_in(session, "lawyer", opinion="Put into their mouth.")
        act(self.as_user("technician", seat)).write({"opinion": "Only by night."})
        self.assertEqual(seat.opinion, "Only by night.")
        self.assertFalse(todos.exists().filtered("active"))
        act(session).action_open_ballot()
        third = self.get_own(session, "third")
        self.assertEqual(third.called_in_ids.opinion, "Only by night.")
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        self.assertIn("Only by night.", session.sudo().minutes_ids.discussion)
        with self.assertRaises(AccessError):
            act(self.as_user("technician", seat)).write({"opinion": "By day, too."})

    def test_who_has_a_vote_is_called_in_with_it(self):
        session = self.call()
        dialog = self.open_dialog(session, member_ids=self.reserve.ids)
        act(dialog).action_confirm()
        seat = session.seat_ids.filtered(lambda s: s.user_id == self.users["lawyer"])
        self.assertEqual((seat.origin, seat.is_voting), ("called_in", True))
        self.assertIn("even number", session.warnings)

    def test_who_may_not_take_part_is_not_proposed(self):
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["technician"].id}
        )
        session = self.call()
        dialog = self.open_dialog(session)
        self.assertEqual(dialog.candidate_ids, self.reserve)
        dialog.member_ids = self.expert
        with self.assertRaises(UserError):
            act(dialog).action_confirm()

    def call_in(self, session, name, **values):
        """Create the seat itself, past the dialog."""
        return session.env["tolerance.session.seat"].create(
            {
                "session_id": session.id,
                "user_id": self.users[name].id,
                "origin": "expert",
                "is_voting": False,
                "reason": "Gates.",
                **values,
            }
        )

    def test_who_prepares_the_roll_does_not_make_the_majority(self):
        """A vote comes with a place in the body, which its administrator gives."""
        self.make_user("friend", "member")
        self.make_user("stranger")
        session = self.call()
        for name, values in (
            ("friend", {"origin": "called_in", "is_voting": True}),
            ("technician", {"is_voting": True}),
            ("former", {"is_voting": True}),
            ("stranger", {}),
            # Who sits without a vote could not be drawn by lot any more.
            ("lawyer", {}),
            ("lawyer", {"is_voting": True, "replaces_id": session.seat_ids[2].id}),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.call_in(session, name, **values)
        self.assertEqual(len(session.seat_ids), 3)
        self.assertFalse(self.call_in(session, "friend").is_voting)

    def test_a_seat_names_its_session_and_its_person(self):
        session = self.call()
        Seat = session.env["tolerance.session.seat"]
        rest = {"origin": "expert", "is_voting": False, "reason": "Engineering."}
        whole = {"session_id": session.id, "user_id": self.users["technician"].id}
        for name, said in (("session_id", "session"), ("user_id", "person")):
            for value in (False, None, "1", True, [1]):
                with (
                    self.subTest(name=name, value=value),
                    self.assertRaises(AccessError) as caught,
                ):
                    Seat.create({**rest, **whole, name: value})
                self.assertIn(said, str(caught.exception))

    def test_nobody_close_to_the_case_is_called_in_without_a_vote(self):
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["technician"].id}
        )
        session = self.call()
        with self.assertRaises(AccessError):
            self.call_in(session, "technician")

    def test_what_was_found_about_a_person_called_in_is_not_entered(self):
        session = self.call()
        other = self.accept("colleague")
        for values in ({"case_id": other.id}, {"company_id": False}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.call_in(session, "technician", **values)
        seat = self.call_in(
            session,
            "technician",
            checked_on="2001-01-01",
            superior_ids=self.users["chair"].ids,
        )
        self.assertEqual(seat.checked_on, self.company._tolerance_today())
        self.assertFalse(seat.superior_ids)

    def test_the_ledger_holds_who_was_called_in_or_entered_as_on_leave(self):
        session = self.call()
        self.call_in(session, "technician")
        session.seat_ids[1].leave_reason = "On a journey."
        act(session).action_open_ballot()
        entries = self.env["tolerance.ledger.entry"].sudo()
        entries = entries.search(
            [("res_model", "=", session._name), ("res_id", "=", session.id)]
        )
        payloads = {entry.verb: json.loads(entry.payload) for entry in entries}
        self.assertEqual(
            payloads["session.call_in"],
            {
                "user": self.users["technician"].id,
                "origin": "expert",
                "reason": "Gates.",
                "is_voting": False,
            },
        )
        self.assertEqual(
            payloads["session.leave"],
            {
                "user": self.users["deputy"].id,
                "origin": "fixed",
                "reason": None,
                "leave": "On a journey.",
            },
        )
        voting = [self.users["chair"].id, self.users["third"].id]
        self.assertEqual(payloads["session.open"]["voting"], voting)

    def test_nobody_is_called_in_once_the_ballot_is_open(self):
        session = self.open()
        self.assertFalse(session.can_call_in)
        with self.assertRaises(UserError):
            act(session).action_call_in()
