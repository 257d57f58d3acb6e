from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...models.base.write_permit import unlocked
from ..common import act
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestCommittee(CommitteeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("engineer", "member")
        unlocked(cls.env["tolerance.body.member"]).create(
            {
                "body_id": cls.body.id,
                "user_id": cls.users["engineer"].id,
                "kind_of_seat": "expert",
                "is_voting": True,
            }
        )

    def test_a_committee_is_called_before_its_ballot_opens(self):
        session = self.call()
        self.assertEqual(session.state, "draft")
        self.assertEqual(
            session.seat_ids.mapped("role"), ["chair", "vice_chair", "member"]
        )
        self.assertEqual(session.chair_id.user_id, self.users["chair"])
        self.assertFalse(self.get_ballots(session))
        self.assertFalse(self.case.can_open_session)
        act(session).action_open_ballot()
        self.assertEqual(session.state, "open")
        self.assertEqual(set(session.seat_ids.mapped("state")), {"attending"})
        self.assertEqual(len(self.get_ballots(session)), 3)
        self.assertEqual(session.result_ids.state, "pending")

    def test_chair_and_secretary_open_and_close_and_no_other_member(self):
        session = self.call()
        with self.assertRaises(AccessError):
            act(self.as_user("third", session)).action_open_ballot()
        act(self.as_user("chair", session)).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        with self.assertRaises(AccessError):
            act(self.as_user("third", session)).action_close()
        self.close(session, "chair")
        self.assertEqual(session.state, "closed")

    def test_majority_decides_and_the_dissent_stays_on_file(self):
        session = self.open()
        self.cast(session, "chair", reasons="A slip.")
        self.cast(session, "deputy", reasons="Repaired at once.")
        self.cast(session, "third", "refused", reasons="Careless.")
        self.close(session)
        result = session.result_ids
        self.assertEqual(result.state, "decided")
        self.assertEqual(result.degree_id, self.degrees["exempt"])
        self.assertEqual(result.situation_ids, self.situation)
        self.assertEqual(result.reasons, "A slip.\nRepaired at once.")
        self.assertEqual(session.outcome, self.degrees["exempt"].name)
        tally = result.tally_ids.filtered(lambda t: t.question == "degree")
        self.assertEqual(
            (tally.yes, tally.no, tally.abstain, tally.roll, tally.is_carried),
            (2, 1, 0, 3, True),
        )
        ballots = self.get_ballots(session)
        self.assertEqual(len(ballots.filtered("cast_on")), 3)
        self.assertEqual(
            self.case._get_step("preliminary"), self.env["tolerance.case.step"]
        )

    def test_no_majority_leads_to_a_second_ballot_and_then_to_none(self):
        session = self.open()
        for _round in range(2):
            self.cast(session, "chair")
            self.cast(session, "deputy", "refused")
            self.cast(session, "third", False)
            self.close(session)
        self.assertEqual(session.state, "closed")
        self.assertEqual(session.round, 2)
        self.assertEqual(session.result_ids.state, "undetermined")
        self.assertFalse(session.result_ids.degree_id)
        self.assertEqual(set(session.result_ids.tally_ids.mapped("round")), {1, 2})
        self.assertEqual(len(self.get_ballots(session)), 6)
        # The case says so, and the body is called anew.
        self.assertIn("Not determined", self.case.next_action)
        again = self.open_session(self.case)
        act(again).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(again, name)
        self.close(again)
        self.assertEqual(again.result_ids.state, "decided")

    def test_second_ballot_can_decide(self):
        session = self.open()
        self.cast(session, "chair")
        self.cast(session, "deputy", "refused")
        self.cast(session, "third", False)
        action = self.close(session)
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual((session.state, session.round), ("open", 2))
        self.assertEqual(session.cast_count, 0)
        self.cast(session, "chair")
        self.cast(session, "deputy")
        self.cast(session, "third", "refused")
        self.close(session)
        self.assertEqual(session.result_ids.degree_id, self.degrees["exempt"])

    def test_leave_counts_in_the_base_and_the_deputy_presides(self):
        session = self.call()
        chair = session.seat_ids[0]
        chair.leave_reason = "At a hospital."
        self.assertEqual(chair.state, "on_leave")
        self.assertEqual(session.chair_id.user_id, self.users["deputy"])
        self.assertIn("even number", session.warnings)
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 2)
        self.cast(session, "deputy")
        self.cast(session, "third")
        self.close(session)
        tally = session.result_ids.tally_ids.filtered(lambda t: t.question == "degree")
        self.assertEqual((tally.roll, tally.present), (3, 2))

    def test_too_few_attend(self):
        session = self.call()
        for seat in session.seat_ids[1:]:
            seat.leave_reason = "On a journey."
        with self.assertRaisesRegex(UserError, "at least 2"):
            act(session).action_open_ballot()
        session.seat_ids[2].leave_reason = False
        act(session).action_open_ballot()
        self.assertEqual(session.state, "open")

    def test_who_is_in_conflict_has_no_vote(self):
        case = self.accept()
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["third"].id}
        )
        session = self.call(case)
        seat = session.seat_ids.filtered(lambda s: s.user_id == self.users["third"])
        self.assertEqual((seat.state, seat.is_voting), ("recused", False))
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 2)
        with self.assertRaises(AccessError):
            self.as_user("third", session).read(["state"])

    def test_the_roll_calls_the_members_as_their_body_does(self):
        self.body.titles = "party_committee"
        session = self.call()
        self.assertEqual(
            session.seat_ids.mapped("title"),
            [
                "Party Secretary",
                "Deputy Party Secretary",
                "Member of the Party Committee",
            ],
        )

    def test_others_are_called_in_with_a_reason(self):
        session = self.call()
        values = {
            "session_id": session.id,
            "user_id": self.users["engineer"].id,
            "origin": "called_in",
        }
        Seat = session.env["tolerance.session.seat"]
        with self.assertRaises(AccessError):
            Seat.create(values)
        with self.assertRaises(AccessError):
            Seat.create({**values, "reason": "Gates.", "state": "attending"})
        with self.assertRaises(AccessError):
            Seat.with_user(self.users["third"]).create({**values, "reason": "Gates."})
        Seat.create({**values, "reason": "The matter is about gates."})
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 4)
        with self.assertRaises(AccessError):
            Seat.create(
                {**values, "user_id": self.users["leader"].id, "reason": "Too late."}
            )

    def test_a_member_whose_account_is_closed_does_not_count_as_attending(self):
        session = self.call()
        self.users["third"].active = False
        with self.assertRaises(UserError) as caught:
            act(session).action_open_ballot()
        self.assertIn(self.users["third"].name, str(caught.exception))
        session.seat_ids[2].leave_reason = "Retired."
        act(session).action_open_ballot()
        self.assertEqual(session.seat_count, 2)
        other = self.accept("colleague")
        self.inquire(other)
        with self.assertRaises(UserError):
            other.action_open_session()

    def test_only_the_chair_confirms(self):
        self.body = self.case_body("decision")
        self.enter_members(self.body, ["first", "vice", "other"])
        self.case = self.accept()
        self.inquire(self.case)
        for names in (("chair", "deputy", "third"), ("first", "vice", "other")):
            session = self.open_session(self.case)
            act(session).action_open_ballot()
            for name in names:
                self.cast(session, name)
            self.close(session)
        draft = self.case.sudo().determination_ids
        self.assertEqual(draft.degree_id, self.degrees["exempt"])
        self.assertEqual(draft._get_confirming_users(), self.users["first"])
        for name in ("vice", "other"):
            with self.assertRaises(UserError):
                act(self.as_user(name, draft)).action_confirm()
        act(self.as_user("first", draft)).action_confirm()
        self.assertEqual(draft.state, "confirmed")

    def test_each_party_is_confirmed_by_who_presided_over_its_own_session(self):
        body = self.case_body("decision")
        self.enter_members(body, ["first", "vice", "other"])
        self.case = self.accept()
        self.accept("colleague", matter_id=self.case.matter_id.id)
        earlier, later = self.case.party_ids
        self.inquire(self.case)
        session = self.open_session(self.case)
        act(session).action_open_ballot()
        for name in ("chair", "deputy", "third"):
            self.cast(session, name)
        self.close(session)
        # The body decides about one party; about the other nothing is carried.
        session = self.open_session(self.case)
        act(session).action_open_ballot()
        for name in ("first", "vice", "other"):
            for ballot in self.get_own(session, name):
                if ballot.party_id == earlier:
                    self.fill(ballot)
                else:
                    ballot.is_abstention = True
                act(ballot).action_cast()
        self.close(session)
        for name in ("first", "vice", "other"):
            self.cast(session, name, kind=False)
        self.close(session)
        self.assertEqual(
            session.result_ids.mapped("state"), ["decided", "undetermined"]
        )
        again = self.open_session(self.case)
        again.seat_ids[0].leave_reason = "On a journey."
        act(again).action_open_ballot()
        for name in ("vice", "other"):
            self.cast(again, name)
        self.close(again)
        drafts = self.case.sudo().determination_ids.grouped("party_id")
        for party, presided, another in (
            (earlier, "first", "vice"),
            (later, "vice", "first"),
        ):
            draft = drafts[party]
            self.assertEqual(draft.activity_ids.user_id, self.users[presided])
            with self.assertRaises(UserError):
                act(self.as_user(another, draft)).action_confirm()
            act(self.as_user(presided, draft)).action_confirm()
            self.assertEqual(draft.state, "confirmed")
        self.assertEqual(
            later._get_deciding_users() & earlier._get_deciding_users(),
            self.users["vice"] | self.users["other"] | self.users["first"],
        )

    def test_secretary_and_chair_word_the_reasons_before_they_are_confirmed(self):
        decision = self.case_body("decision")
        self.enter_members(decision, ["first", "vice", "other"])
        unlocked(self.env["tolerance.body.member"]).create(
            {
                "body_id": decision.id,
                "user_id": self.users["clerk"].id,
                "role": "secretary",
            }
        )
        self.case = self.accept()
        self.inquire(self.case)
        for names in (("chair", "deputy", "third"), ("first", "vice", "other")):
            session = self.open_session(self.case)
            act(session).action_open_ballot()
            for name in names:
                self.cast(session, name)
            self.close(session)
        self.assertEqual(session.secretary_id, self.users["clerk"])
        draft = self.case.sudo().determination_ids
        result = session.result_ids
        with self.assertRaises(AccessError):
            self.as_user("vice", result).reasons = "Mine."
        self.assertTrue(result.can_word)
        result.reasons = "Decided together; the loss was made good."
        self.assertEqual(draft.reasons, result.reasons)
        own = self.as_user("first", draft)
        own.reasons = "Decided together, for the public good."
        self.assertEqual(result.reasons, draft.reasons)
        # The reasons of the vote stay beside them, and so does what was voted.
        self.assertIn("no gain", own.voted_reasons)
        self.assertIn("worded anew", own.wording_note)
        other = self.version.situation_ids - own.situation_ids
        for vals in ({"situation_ids": other[:1].ids}, {"exclusion_ids": []}):
            with self.assertRaises(AccessError):
                own.write({name: [(6, 0, ids)] for name, ids in vals.items()})
        self.assertEqual(own.situation_ids, self.situation)
        act(own).action_confirm()
        with self.assertRaises(AccessError):
            result.reasons = "Too late."

    def test_who_leads_declares_a_session_void_with_a_reason(self):
        session = self.open()
        third = self.as_user("third", session)
        with self.assertRaises(AccessError):
            act(third).action_void()
        for reason in (False, " \n"):
            session.void_reason = reason
            with self.subTest(reason=reason), self.assertRaises(UserError):
                act(session).action_void()
        self.assertEqual(session.action_open_void()["target"], "new")
        session.void_reason = "Half of the members are away."
        act(session).action_void()
        self.assertEqual(session.state, "void")
        with self.assertRaises(AccessError):
            session.void_reason = "For another reason."

    def test_the_roll_is_prepared_in_the_form(self):
        session = self.call()
        with Form(session) as form:
            with form.seat_ids.edit(1) as seat:
                seat.leave_reason = "On a journey."
            with form.seat_ids.new() as seat:
                seat.user_id = self.users["engineer"]
                seat.origin = "called_in"
                seat.reason = "The matter is about gates."
        self.assertEqual(
            session.seat_ids.mapped("state"),
            ["invited", "on_leave", "invited", "invited"],
        )
        act(session).action_open_ballot()
        # A request begins without what the one before has read.
        self.env.invalidate_all()
        with self.assertRaises(AssertionError), Form(session) as form:
            form.seat_ids.new()

    def test_a_member_abstains_in_the_form(self):
        session = self.open()
        own = self.get_own(session, "third")
        with Form(own) as form:
            form.degree_id = self.degrees["exempt"]
            form.reasons = "Not sure."
            form.is_abstention = True
            self.assertFalse(form.degree_id)
        self.assertFalse(own.reasons)
        act(own).action_review()
        act(own).action_cast()
        self.assertTrue(own.cast_on)

    def test_circulated_papers_need_a_rule_that_admits_them(self):
        session = self.call()
        session.mode = "circulation"
        with self.assertRaisesRegex(UserError, "circulated"):
            act(session).action_open_ballot()

    def case_body(self, kind):
        return self.version.step_ids.filtered(lambda step: step.kind == kind).body_id

    def test_void_session_stays_on_file_and_a_new_one_can_be_called(self):
        session = self.open()
        self.cast(session, "chair")
        session._void("A member is close to the case.")
        self.assertEqual(session.state, "void")
        self.assertEqual(session.result_ids.state, "void")
        self.assertEqual(len(self.get_ballots(session)), 3)
        again = self.open_session(self.case)
        self.assertNotEqual(again, session)
        self.assertEqual(again.state, "draft")
