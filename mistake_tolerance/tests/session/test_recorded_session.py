import base64
import hashlib
from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from .recorded_common import SCAN, RecordedCase


@tagged("post_install", "-at_install")
class TestRecordedSession(RecordedCase):
    """The committee met in a room; the secretary enters what its paper says."""

    def test_a_meeting_in_a_room_decides_as_one_on_the_screen(self):
        self.assertEqual(self.scribe.record_ids.party_id, self.case.party_ids)
        self.submit_record()
        self.assertEqual(self.session.state, "open")
        self.assertFalse(self.get_ballots(self.session))
        self.confirm_record()
        self.assertEqual(self.session.state, "closed")
        result = self.session.result_ids
        self.assertEqual(result.state, "decided")
        self.assertEqual(result.degree_id, self.degrees["exempt"])
        self.assertEqual(result.situation_ids, self.situation)
        self.assertEqual(result.reasons, "A slip, repaired at once.")
        tally = result.tally_ids
        self.assertEqual(
            (tally.yes, tally.no, tally.abstain, tally.roll, tally.majority),
            (3, 1, 0, 4, "half_of_all"),
        )
        # What the meeting resolved leads on as a ballot on the screen does.
        self.assertFalse(self.case._get_step("preliminary"))
        self.assertIn("recorded", self.session.display_name)
        self.assertTrue(self.session.minutes_ids)

    def test_the_scan_stays_as_it_was_submitted(self):
        """The chair compares the record with the paper that was scanned."""
        self.submit_record()
        scan = self.scribe.scan_ids
        for files, values in (
            (scan, {"raw": b"%PDF-1.4 other"}),
            (scan, {"name": "other.pdf"}),
            (scan, {"res_id": False}),
            (scan, {"type": "url"}),
            (scan.sudo(), {"raw": b"%PDF-1.4 other"}),
            (scan.sudo(), {"tolerance_is_kept": False}),
        ):
            with (
                self.subTest(values=values, su=files.env.su),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                files.write(values)
                self.env.flush_all()
            self.env.invalidate_all()
        with self.assertRaises(AccessError):
            scan.write({"tolerance_is_kept": False})
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            scan.unlink()
        self.env.invalidate_all()
        self.assertEqual(scan.raw, SCAN)
        self.confirm_record()
        self.assertEqual(self.session.state, "closed")

    def test_a_scan_that_is_another_file_by_now_is_not_confirmed(self):
        """Who operates the server can exchange the file itself."""
        self.submit_record()
        self.session._write_unlocked({"scan_digest": "0" * 64 + "  paper.pdf"})
        with self.assertRaises(UserError) as caught:
            self.confirm_record()
        self.assertIn("is not the file", str(caught.exception))

    def test_a_recorded_result_stays_with_its_case(self):
        other = self.accept("colleague")
        for values in ({"case_id": other.id}, {"company_id": False}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.scribe.record_ids.write(values)

    def test_a_contest_bears_the_name_of_who_contests(self):
        self.submit_record()
        Contest = self.as_user("third")["tolerance.session.contest"].with_context(
            default_user_id=self.users["deputy"].id,
            default_contested_on="2001-01-01 00:00:00",
        )
        contest = act(Contest).create(
            {"session_id": self.session.id, "reason": "It was four to three."}
        )
        self.assertEqual(contest.user_id, self.users["third"])
        self.assertEqual(contest.contested_on.date(), fields.Date.today())

    def test_day_of_the_act_counts_and_day_of_entry_is_kept_beside_it(self):
        self.case.inquiry_ids._write_unlocked(
            {"closed_on": self.today - timedelta(days=4)}
        )
        self.session.sudo().step_id._write_unlocked(
            {"started_on": self.today - timedelta(days=4)}
        )
        self.enter_record()
        held_on = self.today - timedelta(days=3)
        self.scribe.held_on = held_on
        act(self.scribe).action_submit_record()
        self.confirm_record()
        self.assertEqual(self.session.closed_on, held_on)
        self.assertEqual(self.session.entered_on, self.today)
        self.assertEqual(self.session.entered_by, self.users["scribe"])
        self.assertEqual(self.session.sudo().step_id.done_on, held_on)
        self.assertEqual(self.session.minutes_ids.held_on, held_on)

    def test_the_day_is_never_to_come_nor_before_the_inquiry_ended(self):
        self.enter_record()
        with (
            self.assertRaisesRegex(ValidationError, "lies in the future"),
            self.env.cr.savepoint(),
        ):
            self.scribe.held_on = self.today + timedelta(days=1)
            self.scribe.flush_recordset()
        self.scribe.held_on = self.today - timedelta(days=1)
        self.assertRefused("cannot be earlier")

    def test_only_what_the_regulation_of_the_case_holds_is_entered(self):
        """Of another version, or with a wording that is not known: not even stored."""
        other = self.version.browse(self.version.action_new_draft()["res_id"])
        for values in (
            {"degree_id": other.degree_ids[0].id},
            {"situation_ids": [(6, 0, other.situation_ids[0].ids)]},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.scribe.record_ids.write(values)

    def test_the_digest_of_the_scan_is_kept_and_in_the_ledger(self):
        self.submit_record()
        digest = hashlib.sha256(SCAN).hexdigest()
        self.assertIn(digest, self.session.scan_digest)
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_id", "=", self.session.id), ("verb", "=", "session.record")]
        )
        self.assertEqual(len(entry), 1)
        self.assertIn(digest, str(entry.read()))
        # Members read the scan.
        scan = self.as_user("third", self.session).scan_ids
        self.assertEqual(base64.b64decode(scan.datas), SCAN)
        with self.assertRaises(AccessError):
            self.scribe.scan_ids = False
        with self.assertRaises(AccessError):
            self.scribe.record_ids.yes = 4

    def test_the_chair_alone_confirms_what_another_entered(self):
        self.enter_record()
        with self.assertRaises(UserError):
            act(self.as_user("chair", self.session)).action_submit_record()
        act(self.scribe).action_submit_record()
        for name in ("scribe", "clerk"):
            with self.subTest(name), self.assertRaises(UserError):
                self.confirm_record(name)
        with self.assertRaises(AccessError):
            self.confirm_record("third")
        with self.assertRaises(UserError):
            # Not by somebody in the name of the chair.
            self.as_user("chair", self.session).action_close()
        self.confirm_record()

    def test_figures_must_fit_the_roll_and_carry_the_outcome(self):
        for yes, no, text in (
            (4, 1, "make 5, but 4 members"),
            (2, 2, "do not carry the outcome"),
            (1, 0, "make 1, but 4 members"),
        ):
            self.enter_record(yes=yes, no=no)
            with self.subTest(yes=yes, no=no):
                self.assertRefused(text)
        self.enter_record(yes=0, no=0, is_consensus=True)
        act(self.scribe).action_submit_record()
        self.confirm_record()
        tally = self.session.result_ids.tally_ids
        self.assertEqual((tally.yes, tally.majority), (4, "consensus"))

    def test_what_no_majority_wanted_is_not_determined(self):
        self.enter_record(outcome="undetermined", degree_id=False)
        act(self.scribe).action_submit_record()
        self.confirm_record()
        self.assertEqual(self.session.result_ids.state, "undetermined")
        self.assertIn("Not determined", self.case.next_action)

    def test_the_minimum_that_must_attend_binds_in_a_room_too(self):
        self.enter_record()
        for name in ("third", "fourth"):
            seat = self.scribe.seat_ids.filtered(
                lambda s, n=name: s.user_id == self.users[n]
            )
            seat.leave_reason = "Ill"
        self.scribe.record_ids.write({"yes": 2, "no": 0})
        self.assertRefused("2 of 4 members attend; at least 3 must.")

    def test_an_exclusion_stops_it_as_it_stops_a_ballot(self):
        stop = self.case._get_exclusions().filtered(lambda e: e.kind == "stop")[:1]
        self.assertTrue(stop)
        self.enter_record(exclusion_ids=[(6, 0, stop.ids)])
        self.assertRefused("rules tolerance out")
        self.enter_record(exclusion_ids=[(5,)], situation_ids=[(5,)])
        self.assertRefused("at least one situation")

    def test_a_contest_blocks_the_chair_until_it_is_answered(self):
        self.submit_record()
        Contest = self.as_user("third")["tolerance.session.contest"]
        values = {"session_id": self.session.id, "reason": "I was against it."}
        with self.assertRaises(UserError):
            Contest.create(values)
        contest = act(Contest).create(values)
        self.assertIn("contested", self.as_user("chair", self.session).next_action)
        with self.assertRaises(UserError):
            self.confirm_record()
        with self.assertRaises(UserError):
            act(contest).action_answer()
        clerk = self.as_user("clerk", contest)
        kinds = self.session.activity_ids.filtered(
            lambda a: a.user_id == self.case.clerk_id
        ).activity_type_id
        self.assertIn(
            self.env.ref("mistake_tolerance.activity_type_answer_contest"), kinds
        )
        clerk.answer = "The paper counts one vote against."
        act(clerk).action_answer()
        self.confirm_record()
        self.assertEqual(self.session.contest_ids.reason, "I was against it.")
        with self.assertRaises(AccessError):
            clerk.answer = "Nothing."
        with self.assertRaises(AccessError):
            act(self.as_user("officer")["tolerance.session.contest"]).create(values)

    def test_a_later_contest_is_kept_and_shown(self):
        self.submit_record()
        self.confirm_record()
        contest = act(self.as_user("third")["tolerance.session.contest"]).create(
            {"session_id": self.session.id, "reason": "The figures are wrong."}
        )
        self.assertEqual(contest.state, "open")
        self.assertEqual(self.session.contest_ids, contest)
        self.assertEqual(self.session.state, "closed")

    def test_nobody_votes_on_the_screen_about_it(self):
        with self.assertRaises(UserError):
            act(self.session).action_open_ballot()
        self.submit_record()
        self.assertFalse(self.as_user("third", self.session).can_vote)
        self.assertEqual(fields.Date.to_string(self.session.opened_on), str(self.today))

    def enter_return(self, **values):
        """Enter that the meeting returned the case, with a question."""
        self.enter_record(
            outcome="returned",
            degree_id=False,
            situation_ids=[(5,)],
            yes=0,
            no=0,
            reasons=False,
            questions="Who approved the plan?",
            **values,
        )

    def test_a_meeting_returns_a_case_for_supplementary_inquiry(self):
        lines = self.case.party_ids.assessment_ids.line_ids
        self.enter_return()
        # The secretary holds no seat, and chooses among the answers all the same.
        own = self.scribe.record_ids
        offered = own.line_ids.search(
            [
                ("case_id", "=", own.case_id.id),
                ("assessment_id.party_id", "=", own.party_id.id),
            ]
        )
        self.assertEqual(offered, lines)
        found = own.line_ids.name_search(lines[0].name[:20])
        self.assertIn(lines[0].id, [line_id for line_id, _name in found])
        own.line_ids = offered[0]
        self.assertEqual(own.read(["line_ids"])[0]["line_ids"], lines[0].ids)
        self.scribe.record_ids.questions = False
        self.assertRefused("what the inquiry has to answer")
        self.scribe.record_ids.questions = "Who approved the plan?"
        with self.assertRaises(UserError):
            act(self.as_user("scribe")["tolerance.inquiry.question"]).create(
                {
                    "session_id": self.session.id,
                    "party_id": self.case.party_ids.id,
                    "question": "Beside the record?",
                }
            )
        act(self.scribe).action_submit_record()
        self.assertEqual(self.session.state, "open")
        with self.assertRaises(UserError):
            act(self.as_user("chair", self.session)).action_return()
        with self.assertRaises(UserError):
            self.confirm_record("clerk")
        self.confirm_record()
        result = self.session.result_ids
        self.assertEqual((self.session.state, result.state), ("closed", "returned"))
        self.assertEqual(result.questions, "Who approved the plan?")
        self.assertFalse(result.tally_ids)
        # The step is opened again as on the screen.
        self.assertEqual(self.case.state, "inquiry")
        step = self.case.current_step_id
        self.assertEqual((step.kind, step.round), ("inquiry", 2))
        self.assertEqual(self.case.inquiry_ids.state, "open")
        self.assertFalse(lines[0].answer)
        self.assertTrue(all(lines[1:].mapped("answer")))
        question = self.case.sudo().question_ids
        self.assertEqual(question.asked_on, self.today)
        self.assertEqual(question.session_id, self.session)
        minutes = self.session.sudo().minutes_ids
        self.assertIn("Who approved the plan?", minutes.resolution)
        for verb in ("session.record", "session.return"):
            entry = self.env["tolerance.ledger.entry"].search(
                [("res_id", "=", self.session.id), ("verb", "=", verb)]
            )
            self.assertIn("Who approved the plan?", entry.content)

    def test_the_supplementary_inquiry_runs_from_the_day_of_the_meeting(self):
        earlier = self.today - timedelta(days=4)
        self.case.inquiry_ids._write_unlocked({"closed_on": earlier})
        self.session.sudo().step_id._write_unlocked({"started_on": earlier})
        self.enter_return()
        held_on = self.today - timedelta(days=3)
        self.scribe.held_on = held_on
        act(self.scribe).action_submit_record()
        self.confirm_record()
        self.assertEqual(self.session.closed_on, held_on)
        self.assertEqual(self.case.current_step_id.started_on, held_on)
        self.assertEqual(self.case.sudo().question_ids.asked_on, held_on)

    def test_a_case_is_returned_as_a_whole(self):
        self.session._void("For another party.")
        self.session = self.call_roll(self.case)
        # A party joins no case that is before a body; this one is there already.
        self.case._write_unlocked({"state": "open"})
        party = unlocked(self.case.party_ids.sudo()).create(
            {"case_id": self.case.id, "subject_id": self.unit.tolerance_subject_id.id}
        )
        self.case._write_unlocked({"state": "deliberation"})
        self.session.write(
            {"secretary_id": self.users["scribe"].id, "mode": "recorded"}
        )
        self.scribe = self.as_user("scribe", self.session)
        self.enter_record()
        self.scribe.record_ids.filtered(lambda r: r.party_id == party).write(
            {
                "outcome": "returned",
                "degree_id": False,
                "situation_ids": [(5,)],
                "questions": "Who led the unit?",
            }
        )
        self.assertRefused("returned as a whole")
