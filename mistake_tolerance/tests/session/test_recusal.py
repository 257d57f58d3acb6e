from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestRecusal(CommitteeCase):
    """A member who must not take part is off the case at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enter_reserve("reserve")

    @classmethod
    def enter_reserve(cls, name, kind="reserve", **values):
        user = cls.users.get(name) or cls.make_user(name, "member")
        return unlocked(cls.env["tolerance.body.member"]).create(
            {
                "body_id": cls.body.id,
                "user_id": user.id,
                "kind_of_seat": kind,
                "sequence": 50,
                **values,
            }
        )

    def declare(self, session, name, reason="My brother applied."):
        own = self.as_user(name, session)
        action = own.action_declare_recusal()
        Recusal = own.env[action["res_model"]].with_context(**action["context"])
        return act(Recusal).create({"session_id": session.id, "reason": reason})

    def request(self, application, named, reason="We had a quarrel."):
        action = application.action_request_recusal()
        Recusal = application.env[action["res_model"]].with_context(**action["context"])
        return act(Recusal).create(
            {"application_id": application.id, "named": named, "reason": reason}
        )

    def get_application(self):
        return self.as_user("officer", self.case.sudo().party_ids.application_id)

    def get_seat(self, session, name):
        return session.sudo().seat_ids.filtered(
            lambda seat: seat.user_id == self.users[name]
        )

    def test_a_member_is_recognised_however_the_name_is_typed(self):
        self.call()
        name = self.users["third"].name
        recusal = self.request(self.get_application(), f" {name.upper()}\u3000")
        self.assertEqual(recusal.sudo().user_id, self.users["third"])

    def test_declared_and_granted_while_called(self):
        session = self.call()
        recusal = self.declare(session, "third")
        self.assertEqual((recusal.state, recusal.origin), ("requested", "declared"))
        self.assertEqual(recusal.sudo().decider_id, self.users["chair"])
        with self.assertRaises(UserError):
            act(session).action_open_ballot()
        for name in ("third", "deputy"):
            with self.assertRaises(UserError):
                act(self.as_user(name, recusal)).action_grant()
        act(self.as_user("chair", recusal)).action_grant()
        self.assertEqual(self.get_seat(session, "third").state, "recused")
        seat = self.get_seat(session, "reserve")
        self.assertEqual(
            (seat.origin, seat.replaces_id.user_id),
            (
                "reserve",
                self.users["third"],
            ),
        )
        with self.assertRaises(AccessError):
            self.as_user("third", self.case).read(["name"])
        self.assertEqual(self.as_user("third", recusal).state, "granted")
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 3)

    def test_requested_by_a_party_in_an_open_session(self):
        session = self.open()
        self.cast(session, "third", "refused")
        third = self.users["third"].partner_id
        session.sudo().message_subscribe(third.ids)
        event = self.env["calendar.event"].create(
            {
                "name": "Session",
                "start": "2026-03-02 09:00:00",
                "stop": "2026-03-02 10:00:00",
                "res_model_id": self.env["ir.model"]._get_id(session._name),
                "res_id": session.id,
                "partner_ids": [(6, 0, third.ids)],
            }
        )
        recusal = self.request(self.get_application(), self.users["third"].name)
        self.assertEqual(recusal.sudo().user_id, self.users["third"])
        self.cast(session, "chair")
        with self.assertRaises(UserError):
            self.close(session)
        act(self.as_user("chair", recusal)).action_grant()
        self.assertEqual(session.state, "void")
        self.assertNotIn(third, session.message_partner_ids)
        self.assertFalse(event.partner_ids)
        again = self.case.session_ids - session
        self.assertEqual(again.state, "draft")
        self.assertEqual(self.get_seat(again, "third").state, "recused")
        self.assertTrue(self.get_seat(again, "reserve").is_voting)
        self.assertFalse(self.get_ballots(again))
        # Nobody loses what was cast; nobody reads it either.
        cast = self.get_ballots(session).filtered("cast_on")
        self.assertEqual(len(cast), 2)
        with self.assertRaises(AccessError):
            cast.with_user(self.users["deputy"]).read(["degree_id"])
        self.assertFalse(self.as_user("third", session.sudo().ballot_ids).search([]))
        self.assertFalse(
            self.env["mail.activity"].search(
                [
                    ("user_id", "=", self.users["third"].id),
                    ("res_model", "=", "tolerance.session"),
                ]
            )
        )

    def test_refusal_needs_reasons_and_who_asked_reads_them(self):
        session = self.call()
        recusal = self.request(self.get_application(), "the deputy")
        self.assertFalse(recusal.sudo().user_id)
        own = self.as_user("chair", recusal)
        with self.assertRaises(UserError):
            act(own).action_grant()
        with self.assertRaises(UserError):
            act(own).action_refuse()
        act(own).write({"answer": "A quarrel ten years ago is no interest."})
        act(own).action_refuse()
        self.assertEqual(recusal.state, "refused")
        self.assertEqual(recusal.answer, "A quarrel ten years ago is no interest.")
        self.assertTrue(
            self.env["mail.activity"].search(
                [
                    ("user_id", "=", self.users["officer"].id),
                    ("res_model", "=", "tolerance.recusal"),
                ]
            )
        )
        self.assertFalse(recusal.has_access("write"))
        act(session).action_open_ballot()

    def test_about_the_chair_the_deputy_decides(self):
        session = self.call()
        recusal = self.request(self.get_application(), "the chair of the committee")
        self.assertEqual(recusal.sudo().decider_id, self.users["chair"])
        own = self.as_user("chair", recusal)
        act(own).write({"user_id": self.users["chair"].id})
        self.assertEqual(recusal.sudo().decider_id, self.users["deputy"])
        with self.assertRaises(UserError):
            act(own).action_grant()
        act(self.as_user("deputy", recusal)).action_grant()
        self.assertEqual(session.chair_id.user_id, self.users["deputy"])

    def test_found_when_the_roll_is_made_without_naming_who_reported(self):
        case = self.accept()
        case.protected_source_ids = [
            (0, 0, {"name": "Somebody", "user_id": self.users["third"].id})
        ]
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["deputy"].id}
        )
        session = self.call(case)
        found = self.as_user("chair", session).recusal_ids
        self.assertEqual(
            {(r.user_id, r.ground) for r in found},
            {(self.users["deputy"], "line"), (self.users["third"], "other")},
        )
        self.assertEqual(set(found.mapped("origin")), {"found"})
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "recusal.found")]
        )
        self.assertNotIn(
            f'"user_id": {self.users["third"].id}', str(entries.mapped("payload"))
        )

    def test_conflict_found_later_voids_the_open_ballot(self):
        session = self.open()
        act(self.as_user("third")["tolerance.interest.declaration"]).create(
            {"subject_id": self.case.sudo().party_ids.subject_id.id, "kind": "kin"}
        )
        self.assertEqual(session.state, "void")
        again = self.case.session_ids - session
        self.assertTrue(self.get_seat(again, "reserve").is_voting)

    def test_reserve_in_conflict_is_passed_over(self):
        self.enter_reserve("second_reserve", sequence=60)
        session = self.call()
        matter = self.case.sudo().matter_id
        self.env["tolerance.conflict"]._add(
            [(matter.id, self.users["reserve"].id, "recused")], matter
        )
        act(self.as_user("chair", self.declare(session, "third"))).action_grant()
        self.assertFalse(self.get_seat(session, "reserve"))
        self.assertTrue(self.get_seat(session, "second_reserve"))

    def test_expert_of_the_same_speciality_moves_up(self):
        gates, money = self.env["tolerance.speciality"].create(
            [{"name": "Gates"}, {"name": "Money"}]
        )
        for name, speciality in (
            ("engineer", gates),
            ("banker", money),
            ("builder", gates),
        ):
            self.enter_reserve(name, "expert", speciality_ids=[(6, 0, speciality.ids)])
        session = self.call()
        session.env["tolerance.session.seat"].create(
            {
                "session_id": session.id,
                "user_id": self.users["engineer"].id,
                "origin": "expert",
                "is_voting": False,
                "reason": "The matter is about gates.",
            }
        )
        act(self.as_user("chair", self.declare(session, "engineer"))).action_grant()
        seat = self.get_seat(session, "builder")
        self.assertEqual((seat.origin, seat.is_voting), ("expert", False))
        self.assertFalse(self.get_seat(session, "banker"))

    def test_a_member_declares_nobody_but_themself(self):
        session = self.call()
        own = self.as_user("third", session)
        recusal = act(own.env["tolerance.recusal"]).create(
            {
                "session_id": session.id,
                "reason": "My brother applied.",
                "named": self.users["deputy"].name,
            }
        )
        self.assertEqual(recusal.sudo().user_id, self.users["third"])
        self.assertFalse(recusal.named)

    def test_only_from_the_own_seat_or_application(self):
        session = self.call()
        Recusal = self.as_user("inquirer")["tolerance.recusal"]
        with self.assertRaises(UserError):
            act(Recusal).create({"session_id": session.id, "reason": "No."})
        colleague = self.as_user("colleague")["tolerance.recusal"]
        with self.assertRaises(AccessError):
            act(colleague).create(
                {
                    "application_id": self.get_application().id,
                    "named": "the chair",
                    "reason": "No.",
                }
            )
        with self.assertRaises(AccessError):
            act(colleague).create({"reason": "No."})
        recusal = self.request(self.get_application(), "the chair")
        for name in ("colleague", "deputy", "third", "auditor"):
            self.assertFalse(self.as_user(name, recusal).has_access("read"), name)

    def test_too_few_members_lead_to_the_upper_body(self):
        upper = self.version.step_ids.filtered(lambda s: s.kind == "decision").body_id
        self.body.upper_body_id = upper.copy(
            {"code": False, "head_user_id": self.users["leader"].id}
        )
        session = self.call()
        for name in ("third", "deputy"):
            act(self.as_user("chair", self.declare(session, name))).action_grant()
        self.assertTrue(self.get_seat(session, "reserve"))
        act(self.as_user("chair", self.declare(session, "reserve"))).action_grant()
        with self.assertRaisesRegex(UserError, "at least 2"):
            act(session).action_open_ballot()
        with self.assertRaises(UserError):
            act(session).action_hand_up()
        self.assertTrue(session.can_hand_up)
        session.upper_reason = "Two members and the reserve are recused."
        act(session).action_hand_up()
        self.assertEqual(session.state, "void")
        again = self.case.session_ids - session
        self.assertEqual(again.body_id, self.body.upper_body_id)
        self.assertEqual(again.seat_ids.user_id, self.users["leader"])
        self.assertEqual(again.state, "open")

    def test_nobody_is_handed_up_while_enough_members_vote(self):
        self.body.upper_body_id = self.body.copy({"code": False})
        session = self.call()
        act(self.as_user("chair", self.declare(session, "third"))).action_grant()
        self.assertFalse(session.can_hand_up)
        session.upper_reason = "We would rather not."
        with self.assertRaises(UserError):
            act(session).action_hand_up()

    def test_the_only_seat(self):
        """Of a body of one the clerk notes it; the administrator names another."""
        case = self.accept()
        self.case = case
        session = self.call(case)
        act(session).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        decision = self.open_session(case)
        recusal = self.declare(decision, "leader")
        self.assertEqual(recusal.sudo().decider_id, self.users["clerk"])
        act(self.as_user("clerk", recusal)).action_grant()
        self.assertEqual(decision.state, "void")
        self.assertTrue(case._get_open_session_refusal())
        step = case._get_next_session_step()
        unlocked(step.sudo().body_id).head_user_id = self.users["other"]
        again = self.open_session(case)
        self.assertEqual(again.seat_ids.user_id, self.users["other"])

    def test_the_meeting_goes_on_with_the_new_roll(self):
        case = self.accept()
        self.case = case
        self.inquire(case)
        session = self.call_roll(case)
        meeting = act(self.as_user("clerk")["tolerance.meeting"]).create(
            {
                "body_id": self.body.id,
                "held_at": fields.Datetime.now(),
                "place": "Room 301",
            }
        )
        session._put_on_agenda(meeting)
        act(meeting).action_hold()
        act(session).action_open_ballot()
        act(self.as_user("chair", self.declare(session, "third"))).action_grant()
        again = case.session_ids - session
        self.assertEqual(again.meeting_id, meeting)
        called = meeting.attendance_ids.user_id
        self.assertIn(self.users["reserve"], called)

    def put_on_agenda(self, session, **values):
        """Call the members to a meeting that has not begun; returns it."""
        meeting = act(self.as_user("clerk")["tolerance.meeting"]).create(
            {
                "body_id": self.body.id,
                "held_at": fields.Datetime.now(),
                "place": "Room 301",
                **values,
            }
        )
        session._put_on_agenda(meeting)
        return meeting

    def test_who_is_recused_is_called_off_the_meeting(self):
        session = self.call()
        meeting = self.put_on_agenda(session)
        third, reserve = self.users["third"], self.users["reserve"]
        self.assertIn(third, meeting.sudo().activity_ids.user_id)
        act(self.as_user("chair", self.declare(session, "third"))).action_grant()
        self.assertNotIn(third, meeting.attendance_ids.user_id)
        self.assertNotIn(third, meeting.sudo().activity_ids.user_id)
        self.assertIn(reserve, meeting.sudo().activity_ids.user_id)
        partners = meeting.sudo().event_id.partner_ids
        self.assertNotIn(third.partner_id, partners)
        self.assertIn(reserve.partner_id, partners)
        self.assertFalse(self.as_user("third", meeting).has_access("read"))
        act(meeting).action_hold()
        self.assertNotIn(third, meeting.attendance_ids.user_id)

    def test_who_sits_in_another_case_stays_called(self):
        session = self.call()
        first = self.case
        meeting = self.put_on_agenda(session)
        other = self.call(self.accept("colleague"))
        other._put_on_agenda(meeting)
        self.case = first
        act(self.as_user("chair", self.declare(session, "third"))).action_grant()
        self.assertEqual(self.get_seat(session, "third").state, "recused")
        self.assertIn(self.users["third"], meeting.attendance_ids.user_id)
        self.assertIn(self.users["third"], meeting.sudo().activity_ids.user_id)

    def test_a_decider_in_conflict_since_then_decides_no_more(self):
        """The conflict is found after the request, and before a session is called."""
        self.case = self.accept()
        self.inquire(self.case)
        recusal = self.request(self.get_application(), self.users["third"].name)
        chair = self.users["chair"]
        self.assertEqual(recusal.sudo().decider_id, chair)
        matter = self.case.sudo().matter_id
        self.env["tolerance.conflict"]._add([(matter.id, chair.id, "recused")], matter)
        self.assertEqual(recusal.sudo().decider_id, self.users["deputy"])
        self.assertEqual(recusal.sudo().activity_ids.user_id, self.users["deputy"])
        self.assertFalse(self.as_user("chair", recusal).has_access("read"))
        act(self.as_user("deputy", recusal)).action_grant()
        self.assertEqual(recusal.state, "granted")
