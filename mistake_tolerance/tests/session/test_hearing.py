from datetime import timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ...rules.paper import get_texts
from ..case.case_common import CaseWalk
from ..common import act, logged_in

SCAN = {"name": "paper.pdf", "raw": b"signed", "mimetype": "application/pdf"}


@tagged("post_install", "-at_install")
class TestHearing(CaseWalk):
    """Requirement: professionals are heard, 做到问题由行家评判 (Bincheng)."""

    preset_code = "bincheng_2017"

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.inquire(self.case)

    def scan(self):
        return [Command.create(SCAN)]

    def test_a_case_with_hearing_to_its_decision(self):
        self.assertEqual(self.case.current_step_id.kind, "hearing")
        self.assertIn("Prepare Hearing", self.case.next_action)
        self.assertFalse(self.case.can_open_session)
        with self.assertRaises(UserError):
            act(self.case.current_step_id).action_finish()
        hearing = self.prepare_hearing(self.case)
        self.assertEqual(hearing.statement_ids.user_id, self.users["officer"])
        self.assertFalse(hearing.sudo().opinion_ids.activity_ids)
        act(hearing).action_call()
        self.assertEqual(
            hearing.sudo().opinion_ids.activity_ids.user_id, self.users["expert"]
        )
        self.assertEqual(
            hearing.sudo().statement_ids.activity_ids.user_id, self.users["officer"]
        )
        with self.assertRaises(UserError):
            self.open_session(self.case)
        self.hear(hearing)
        self.assertFalse(hearing.sudo().opinion_ids.activity_ids.filtered("active"))
        act(hearing).action_close()
        step = hearing.step_id
        self.assertEqual((step.state, step.done_on), ("done", hearing.closed_on))
        self.assertEqual(self.case.current_step_id.kind, "decision")
        session = self.open_session(self.case)
        ballots = self.get_ballots(session)
        ballot = ballots.with_user(ballots.user_id)
        self.assertEqual(ballot.expert_opinion_ids.answer, "supports")
        self.assertEqual(ballot.hearing_statement_ids.text, "I followed the new plan.")
        verbs = self.env["tolerance.ledger.entry"].search(
            [("chain", "=", f"tolerance.case,{self.case.id}")]
        )
        self.assertLessEqual(
            {"hearing.call", "signed.sign", "hearing.close"}, set(verbs.mapped("verb"))
        )

    def test_the_same_hearing_on_paper(self):
        hearing = self.prepare_hearing(
            self.case, held_at=fields.Datetime.now() - timedelta(days=3)
        )
        unlocked(hearing.opinion_ids).user_id = False
        act(hearing).action_call()
        opinion, statement = hearing.opinion_ids, hearing.statement_ids
        day = self.company._tolerance_today() - timedelta(days=3)
        with self.assertRaises(UserError):
            act(opinion).action_record()
        paper = {"acted_on": day, "scan_ids": self.scan()}
        opinion.write(
            {"answer": "none", "opinion": "Open.", "reasons": "Unknown.", **paper}
        )
        act(opinion).action_record()
        statement.write({"text": "As on the paper.", **paper})
        act(statement).action_record()
        for record in (opinion, statement):
            self.assertEqual((record.state, record.mode), ("signed", "recorded"))
            self.assertEqual(record.acted_on, day)
            self.assertEqual(record.entered_on, self.company._tolerance_today())
            self.assertEqual(len(record.scan_digest), 64)
        act(hearing).action_close()
        self.assertEqual(hearing.step_id.done_on, day)

    def test_a_party_is_never_passed_over_silently(self):
        hearing = self.prepare_hearing(self.case)
        act(hearing).action_call()
        statement = hearing.statement_ids
        with self.assertRaises(UserError):
            act(hearing).action_close()
        statement.missing_reason = "Did not come."
        with self.assertRaises(UserError):
            act(statement).action_close_missing()
        statement.write({"absence": "absent", "scan_ids": self.scan()})
        statement.asked_on = False
        with self.assertRaises(UserError):
            act(statement).action_close_missing()
        statement.asked_on = self.company._tolerance_today()
        act(statement).action_close_missing()
        self.assertEqual((statement.state, statement.absence), ("missing", "absent"))

    def test_a_party_waives_in_their_own_name(self):
        hearing = self.prepare_hearing(self.case)
        act(hearing).action_call()
        own = self.as_user("officer", hearing.statement_ids)
        with self.assertRaises(UserError):
            act(hearing.statement_ids).action_waive()
        act(own).action_waive()
        self.assertEqual((own.absence, own.mode), ("waived", "on_screen"))
        with self.assertRaises(UserError):
            own.text = "On second thoughts."

    def test_only_the_person_asked_signs(self):
        hearing = self.prepare_hearing(self.case)
        opinion = self.as_user("expert", hearing.opinion_ids)
        with self.assertRaises(AccessError):
            self.as_user("colleague", opinion).answer = "against"
        with self.assertRaises(UserError):
            act(opinion).action_sign()
        act(hearing).action_call()
        opinion.write({"answer": "supports", "opinion": "Yes.", "reasons": "Rule."})
        with self.assertRaises(UserError):
            act(hearing.opinion_ids).action_sign()
        with self.assertRaises(AccessError):
            opinion.question = "Another question?"
        with self.assertRaises(UserError):
            hearing.place = "Elsewhere"
        act(opinion).action_sign()
        with self.assertRaises(UserError):
            opinion.answer = "against"

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_what_was_signed(self):
        hearing = self.hold_hearing(self.case)
        self.env.flush_all()
        for table, column in (
            ("tolerance_hearing_opinion", "answer"),
            ("tolerance_hearing_statement", "text"),
        ):
            with self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = NULL", *map(SQL.identifier, (table, column))
                    )
                )
        with self.assertRaises(UserError):
            act(hearing.statement_ids).create(
                {"hearing_id": hearing.id, "speaker": "Late", "role": "other"}
            )

    def test_who_reads_what(self):
        hearing = self.prepare_hearing(self.case)
        act(hearing).action_call()
        opinion, statement = hearing.opinion_ids, hearing.statement_ids
        expert, officer = self.as_user("expert"), self.as_user("officer")
        self.assertTrue(opinion.with_env(expert).has_access("read"))
        self.assertFalse(statement.with_env(expert)._filtered_access("read"))
        self.assertEqual(opinion.with_env(expert).place, "Hall 2")
        for name, ids in (
            ("tolerance.case", self.case.ids),
            ("tolerance.hearing", hearing.ids),
            ("tolerance.matter", self.case.matter_id.ids),
        ):
            for env in (expert, officer):
                model = env[name]
                seen = model.has_access("read") and model.search([("id", "in", ids)])
                self.assertFalse(seen)
        self.assertTrue(statement.with_env(officer).has_access("read"))
        self.assertFalse(opinion.with_env(officer)._filtered_access("read"))
        self.assertEqual(
            statement.with_env(officer).topic, "A gate was unwatched for an hour."
        )

    def test_nobody_in_conflict_judges_the_question(self):
        with self.assertRaises(ValidationError):
            self.prepare_hearing(
                self.case,
                opinion_ids=[
                    Command.create(
                        {"user_id": self.users["head"].id, "question": "Usual?"}
                    )
                ],
            )

    def test_called_off_and_prepared_again(self):
        hearing = self.prepare_hearing(self.case)
        act(hearing).action_call()
        hearing.cancel_reason = "The hall is closed."
        act(hearing).action_cancel()
        self.assertFalse(hearing.sudo().opinion_ids.activity_ids.filtered("active"))
        # Nobody is said to have given an opinion.
        said = hearing.sudo().opinion_ids.message_ids
        self.assertFalse(said.mail_activity_type_id)
        with self.assertRaises(UserError):
            own = self.as_user("expert", hearing.opinion_ids)
            own.write({"answer": "none", "opinion": "-", "reasons": "-"})
            act(own).action_sign()
        self.hold_hearing(self.case)
        self.assertEqual(self.case.current_step_id.kind, "decision")

    def test_a_decision_says_why_it_departs(self):
        self.hold_hearing(self.case, "against")
        self.hold_session(self.case)
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", self.case.id)]
        )
        self.assertEqual(draft.departed_names, self.users["expert"].name)
        with logged_in(draft.env):
            self.assertIn("departs from the opinion", draft.next_action)
        with self.assertRaises(UserError):
            act(draft).action_confirm()
        draft.departure_reasons = "The hour was short."
        act(draft).action_confirm()
        text = self.case._get_decision_text(self.case.party_ids)
        self.assertIn("because: The hour was short.", text)
        with self.assertRaises(AccessError):
            draft.departure_reasons = "Other."

    def test_notice_and_record_are_printed(self):
        hearing = self.prepare_hearing(
            self.case, held_at=fields.Datetime.now() + timedelta(days=3)
        )
        with self.assertRaises(UserError):
            hearing.action_download_letter()
        act(hearing).action_call()
        hearing.action_download_letter()
        texts = "".join(get_texts(hearing._make_letter_paper()))
        self.assertIn("Notice of a Hearing", texts)
        self.assertIn("A gate was unwatched for an hour.", texts)
        self.assertTrue(hearing.letter_docx)
        with freeze_time(hearing.held_at + timedelta(hours=1)):
            self.hear(hearing)
            texts = "".join(get_texts(hearing._make_letter_paper()))
            self.env["res.lang"]._activate_lang("zh_CN")
            chinese = hearing.with_context(lang="zh_CN")
            record = "".join(get_texts(chinese._make_letter_paper()))
        for head in ("听证时间：", "地点：", "主持人：", "听证事项", "陈述"):
            self.assertIn(head, record)
        for word in ("Held At", "Place", "Presided By", "What Is Heard", "Statements"):
            self.assertNotIn(word, record)
        self.assertIn("Record of a Hearing", texts)
        self.assertIn("I followed the new plan.", texts)
        self.assertIn("It is usual.", texts)

    def test_who_is_in_conflict_since_the_notice_signs_nothing(self):
        """Sight ends, and the clerk gets the task of closing what is missing."""
        hearing = self.prepare_hearing(self.case)
        act(hearing).action_call()
        opinion = hearing.opinion_ids
        own = self.as_user("expert", opinion)
        self.assertTrue(own.has_access("write"))
        matter = self.case.sudo().matter_id
        self.env["tolerance.conflict"]._add(
            [(matter.id, self.users["expert"].id, "interest")], matter
        )
        self.assertFalse(own.has_access("read"))
        self.assertEqual(opinion.sudo().activity_ids.user_id, self.users["clerk"])
        opinion.missing_reason = "Close to the case."
        act(opinion).action_close_missing()
        self.assertEqual(opinion.state, "missing")
        self.assertFalse(opinion.sudo().activity_ids.filtered("active"))
