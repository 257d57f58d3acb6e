from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestSession(CaseWalk):
    def setUp(self):
        super().setUp()
        self.case = self.accept()

    def _body(self, kind):
        return self.version.step_ids.filtered(lambda s: s.kind == kind).body_id

    def _make_higher(self, code):
        """Draft a regulation above the others that rules out what has this code."""
        higher = self.env["tolerance.scheme"].create({"name": "Higher Rules"})
        part = {"name": "It happened"}
        situation = {"name": "Disaster", "number": 1}
        situation["part_ids"] = [Command.create(part)]
        stop = {"name": "Ruled out above", "code": code, "kind": "stop"}
        return self.env["tolerance.scheme.version"].create(
            {
                "scheme_id": higher.id,
                "situation_ids": [Command.create(situation)],
                "degree_ids": [
                    Command.create({"name": "Exempt", "kind": "exempt"}),
                    Command.create({"name": "Not tolerated", "kind": "refused"}),
                ],
                "step_ids": [Command.create({"name": "Decide", "kind": "decision"})],
                "exclusion_ids": [Command.create(stop)],
            }
        )

    def test_session_requires_a_closed_inquiry(self):
        self.assertFalse(self.case.can_open_session)
        with self.assertRaises(UserError):
            self.case.action_open_session()

    def test_roll_is_frozen_with_the_seat_of_the_head(self):
        self.inquire(self.case)
        session = self.open_session(self.case)
        self.assertEqual(session.seat_ids.user_id, self.users["member"])
        unlocked(self._body("preliminary")).head_user_id = self.users["leader"]
        self.assertEqual(session.seat_ids.user_id, self.users["member"])
        with self.assertRaises(AccessError):
            session.seat_ids.user_id = self.users["leader"]

    def test_body_without_a_head_cannot_be_called(self):
        self.inquire(self.case)
        unlocked(self._body("preliminary")).head_user_id = False
        self.assertIn("no head", self.case.next_action)
        with self.assertRaises(UserError):
            self.case.action_open_session()

    def test_applicant_inquirer_and_voter_are_three(self):
        self.inquire(self.case)
        group = self.env.ref("mistake_tolerance.group_member")
        for login in ("officer", "head", "inquirer", "colleague"):
            self.users[login].group_ids += group
        for login in ("officer", "head", "inquirer"):
            unlocked(self._body("preliminary")).head_user_id = self.users[login]
            with self.subTest(login=login), self.assertRaises(UserError):
                self.case.action_open_session()
        unlocked(self._body("preliminary")).head_user_id = self.users["colleague"]
        self.open_session(self.case)

    def test_subordinate_of_a_party_does_not_decide(self):
        case = self.accept("head", title="Another matter")
        self.inquire(case)
        self.users["colleague"].group_ids += self.env.ref(
            "mistake_tolerance.group_member"
        )
        unlocked(self._body("preliminary")).head_user_id = self.users["colleague"]
        with self.assertRaises(UserError):
            case.action_open_session()

    def test_member_with_a_new_conflict_cannot_cast(self):
        self.inquire(self.case)
        session = self.open_session(self.case)
        ballot = self.as_user("member", self.get_ballots(session))
        self.fill(ballot)
        self.officer.parent_id = self.env["hr.employee"].create(
            {"name": "New superior", "user_id": self.users["member"].id}
        )
        with self.assertRaises(UserError):
            act(ballot).action_cast()

    def test_only_the_seat_casts_and_once(self):
        self.inquire(self.case)
        session = self.open_session(self.case)
        ballot = self.get_ballots(session).sudo(False)
        with self.assertRaises(AccessError):
            ballot.reasons = "Written by the clerk."
        with self.assertRaises(AccessError):
            self.as_user("leader", ballot).read(["reasons"])
        own = self.as_user("member", ballot)
        self.fill(own)
        act(own).action_cast()
        with self.assertRaises(AccessError):
            own.reasons = "On second thoughts."
        with self.assertRaises(UserError):
            act(own).action_cast()

    def test_reasons_are_required_for_a_refusal_too(self):
        self.inquire(self.case)
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.fill(own, "refused", reasons=False, situation_ids=False)
        with self.assertRaises(UserError):
            act(own).action_cast()
        own.reasons = "Private gain was found."
        act(own).action_cast()

    def test_tolerance_needs_a_situation_and_no_stop(self):
        self.inquire(self.case)
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        stop = self.version.exclusion_ids.filtered(lambda e: e.kind == "stop")[0]
        self.fill(own, situation_ids=False)
        with self.assertRaises(UserError):
            act(own).action_cast()
        self.fill(own, exclusion_ids=[(6, 0, stop.ids)])
        with self.assertRaises(UserError):
            act(own).action_cast()
        unasked = (self.version.situation_ids - self.situation)[0]
        self.fill(own, exclusion_ids=False, situation_ids=[(6, 0, unasked.ids)])
        with self.assertRaises(UserError):
            act(own).action_cast()
        self.fill(own)
        act(own).action_cast()

    def _join_higher(self, code):
        """Publish a regulation above, and return a case that was opened under it."""
        above = self._make_higher(code)
        act(above.with_user(self.users["administrator"])).action_publish()
        self.version.scheme_id.parent_id = above.scheme_id
        return above, self.accept("colleague", title="Another matter")

    def test_the_higher_regulation_prevails_on_the_ballot(self):
        above, case = self._join_higher("waste")
        self.assertEqual(case.higher_version_ids, above)
        self.inquire(case)
        own = self.as_user("member", self.get_ballots(self.open_session(case)))
        waste = above.exclusion_ids
        self.assertEqual(
            own.selectable_exclusion_ids, self.version.exclusion_ids | waste
        )
        self.fill(own, exclusion_ids=[(6, 0, waste.ids)])
        with self.assertRaises(UserError):
            act(own).action_cast()
        self.fill(own, exclusion_ids=False)
        act(own).action_cast()

    def test_a_situation_that_the_higher_regulation_excludes_is_not_offered(self):
        _above, case = self._join_higher(self.situation.code)
        self.inquire(case)
        own = self.as_user("member", self.get_ballots(self.open_session(case)))
        self.assertFalse(own.selectable_situation_ids)
        self.assertIn("Higher Rules", own.selectable_note)
        self.fill(own)
        with self.assertRaises(UserError):
            act(own).action_cast()

    def test_a_running_case_keeps_the_rules_it_was_opened_under(self):
        self._join_higher(self.situation.code)
        self.assertFalse(self.case.higher_version_ids)
        self.inquire(self.case)
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.assertEqual(own.selectable_exclusion_ids, self.version.exclusion_ids)
        self.assertEqual(own.selectable_situation_ids, self.situation)
        self.fill(own)
        act(own).action_cast()
        with self.assertRaises(AccessError):
            self.case.higher_versions = [self.version.id]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_case SET higher_versions = '[1]' WHERE id = %s",
                [self.case.id],
            )

    def test_a_higher_version_published_later_leaves_running_cases(self):
        above, case = self._join_higher("waste")
        later = above.browse(above.action_new_draft()["res_id"])
        later.exclusion_ids.code = "later"
        act(later.with_user(self.users["administrator"])).action_publish()
        self.assertEqual(
            case._get_exclusions()
            & above.exclusion_ids.browse((above | later).exclusion_ids.ids),
            above.exclusion_ids,
        )
        self.case.invalidate_recordset()
        self.assertEqual(case.higher_version_ids, above)

    def test_tolerance_does_not_contradict_a_plain_no_of_the_inquiry(self):
        self.inquire(self.case, condition="no")
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.fill(own)
        with self.assertRaises(UserError):
            act(own).action_cast()
        self.fill(own, "refused")
        act(own).action_cast()

    def test_ballot_shows_the_file_and_offers_what_it_allows(self):
        self.inquire(self.case)
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        application = self.case.party_ids.application_id
        self.assertEqual(own.what_happened, application.what_happened)
        self.assertEqual(own.unit_opinion, application.unit_opinion)
        self.assertEqual(own.assessment_line_ids, self.case.assessment_ids.line_ids)
        self.assertEqual(own.conclusion, "A slip.")
        self.assertEqual(own.selectable_situation_ids, self.situation)
        self.assertEqual(own.selectable_degree_ids, self.version.degree_ids)
        self.assertFalse(own.selectable_note)
        with Form(own) as form:
            form.degree_id = self.degrees["exempt"]
            # The only one is chosen with the outcome.
            self.assertEqual(form.situation_ids.ids, self.situation.ids)
            self.assertIn("reasons", form.next_action)
            form.degree_id = self.degrees["refused"]
            self.assertFalse(form.situation_ids.ids)
            form.reasons = "Not given."

    def test_only_a_refusal_is_offered_where_the_inquiry_leaves_no_other(self):
        cases = {
            "condition": self.case,
            "situation": self.accept("colleague", title="Another matter"),
        }
        for kind, case in cases.items():
            self.inquire(case, **{kind: "no"})
            own = self.as_user("member", self.get_ballots(self.open_session(case)))
            with self.subTest(kind=kind):
                self.assertFalse(own.selectable_situation_ids)
                self.assertEqual(own.selectable_degree_ids, self.degrees["refused"])
                self.assertIn("Only a refusal", own.selectable_note)

    def test_vote_is_checked_before_it_is_repeated(self):
        self.inquire(self.case)
        session = self.open_session(self.case)
        own = self.as_user("member", self.get_ballots(session))
        with self.assertRaisesRegex(UserError, "outcome"):
            act(own).action_review()
        self.fill(own)
        action = act(own).action_review()
        self.assertEqual(action["target"], "new")
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        for name in ("party_id", "degree_id", "situation_ids", "reasons"):
            self.assertIn(f'name="{name}"', view.arch)
        self.assertFalse(own.cast_on)
        with self.assertRaises(AccessError):
            act(self.get_ballots(session).sudo(False)).action_review()

    def test_session_leads_the_member_from_ballot_to_ballot(self):
        second = self.file("colleague")
        self.answer(second, matter_id=self.case.matter_id.id)
        self.inquire(self.case)
        session = self.open_session(self.case)
        self.assertFalse(session.can_vote)
        with self.assertRaises(UserError):
            session.action_vote()
        seat = self.as_user("member", session)
        self.assertTrue(seat.can_vote)
        ballots = seat.ballot_ids.sorted("id")
        self.assertEqual(len(ballots), 2)
        self.assertEqual(seat.action_vote()["res_id"], ballots[0].id)
        for ballot in ballots:
            self.fill(ballot)
        first, second = (act(ballot).action_cast()["params"] for ballot in ballots)
        self.assertEqual(first["next"]["res_id"], ballots[1].id)
        self.assertEqual(first["next"]["views"], [(False, "form")])
        self.assertIn(ballots[0].party_id.subject_id.name, first["message"])
        self.assertEqual(second["next"]["type"], "ir.actions.act_window_close")
        self.assertFalse(seat.can_vote)

    def test_unclear_answers_leave_the_choice_to_the_body(self):
        self.inquire(self.case, condition="unclear", situation="unclear")
        own = self.as_user("member", self.get_ballots(self.open_session(self.case)))
        self.fill(own)
        act(own).action_cast()

    def test_closing_needs_every_ballot(self):
        """One person has no discussion to record; a committee's is asked for."""
        self.inquire(self.case)
        session = self.open_session(self.case)
        with self.assertRaises(UserError):
            act(session).action_close()
        own = self.as_user("member", self.get_ballots(session))
        self.fill(own)
        act(own).action_cast()
        self.assertFalse(session.is_collective)
        session.minutes = "Resolved."
        with self.assertRaises(AccessError):
            act(self.as_user("member", session)).action_close()
        act(session).action_close()
        self.assertEqual(session.state, "closed")
        with self.assertRaises(AccessError):
            session.minutes = "Changed."

    def test_two_levels_in_order(self):
        self.inquire(self.case)
        opinion = self.hold_session(self.case)
        with self.assertRaises(AccessError):
            self.as_user("leader", self.case).read(["name"])
        decision = self.open_session(self.case)
        self.assertEqual(opinion.body_id, self._body("preliminary"))
        self.assertEqual(decision.body_id, self._body("decision"))
        own = self.as_user("leader", self.get_ballots(decision))
        self.assertIn("Decided together", own.preliminary)
        self.assertIn("unwatched", own.report)

    def test_what_follows_from_the_closing_follows_once(self):
        self.inquire(self.case)
        opinion = self.hold_session(self.case)
        self.assertEqual(opinion.ballot_ids.degree_id.kind, "exempt")
        self.assertEqual(opinion.ballot_ids.party_id, self.case.party_ids)
        # An opinion decides nothing yet.
        self.assertFalse(self.case.sudo().determination_ids)
        self.hold_session(self.case)
        self.case.invalidate_recordset()
        [draft] = self.case.sudo().determination_ids
        self.assertEqual(draft.party_id, self.case.party_ids)

    def test_clerk_who_is_close_neither_leads_nor_closes(self):
        self.users["head"].group_ids += self.env.ref("mistake_tolerance.group_clerk")
        with self.assertRaises(UserError):
            self.as_user("head", self.case).action_start_inquiry()


@tagged("post_install", "-at_install")
class TestSessionRpc(CaseWalk, HttpCase):
    def test_client_cannot_write_workflow_fields(self):
        case = self.accept()
        self.inquire(case)
        session = self.open_session(case)
        ballot = self.get_ballots(session)
        self.env.flush_all()
        for login, record, method, values in (
            ("clerk", session, "write", {"state": "closed"}),
            ("clerk", case, "write", {"state": "decided"}),
            ("clerk", case, "write", {"matter_id": case.matter_id.id}),
            ("clerk", ballot, "write", {"cast_on": "2026-01-01 00:00:00"}),
            ("member", ballot, "write", {"cast_on": "2026-01-01 00:00:00"}),
            ("member", session, "write", {"minutes": "Mine."}),
            ("leader", ballot, "write", {"reasons": "Not my seat."}),
            ("inquirer", case, "write", {"archive_number": "X"}),
        ):
            self.authenticate(f"test_{login}", f"test_{login}_pw")
            with (
                self.subTest(login=login, values=values),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": record._name,
                        "method": method,
                        "args": [record.ids, values],
                        "kwargs": {"context": {"tolerance_permit": True}},
                    },
                )
        self.authenticate("test_clerk", "test_clerk_pw")
        for model in (
            "tolerance.session",
            "tolerance.session.seat",
            "tolerance.case",
            "tolerance.inquiry",
            "tolerance.case.step",
            "tolerance.ballot",
        ):
            with (
                self.subTest(model=model),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {"model": model, "method": "create", "args": [{}], "kwargs": {}},
                )
