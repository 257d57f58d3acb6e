import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from ..common import act, logged_in
from .case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestInterference(CaseWalk):
    """Requirement: interference with a case is recorded and answered (三个规定)."""

    def setUp(self):
        super().setUp()
        self.case = self.accept()

    def record(self, role="clerk", **values):
        records = self.as_user(role)["tolerance.interference"]
        return act(records).create(
            {
                "case_id": self.case.id,
                "kind": "official",
                "person": "Test Director",
                "way": "call",
                "demand": "The case should be closed before the summer.",
                **values,
            }
        )

    def test_recorded_and_answered(self):
        interference = self.record()
        todo = interference.sudo().activity_ids
        self.assertEqual(todo.user_id, self.users["supervisor"])
        self.assertEqual(interference.display_name, self.case.name)
        self.assertFalse(interference.can_answer)
        mine = self.as_user("supervisor", interference)
        self.assertTrue(mine.can_answer)
        with self.assertRaises(UserError):
            act(mine).action_answer()
        mine.write({"outcome": "circular", "answer": "Told in the circular of May."})
        act(mine).action_answer()
        self.assertEqual(mine.state, "answered")
        self.assertEqual(mine.answered_by, self.users["supervisor"])
        self.assertFalse(todo.exists().filtered("active"))
        with self.assertRaises(UserError):
            mine.answer = "Another answer."
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "like", "interference.")]
        )
        self.assertEqual(
            entries.sorted("id").mapped("verb"),
            ["interference.record", "interference.answer"],
        )
        self.assertEqual(
            set(entries.mapped("chain")), {f"tolerance.case,{self.case.id}"}
        )
        self.assertIn("closed before the summer", entries[0].content)

    def test_recorder_cannot_answer_the_interference(self):
        interference = self.record()
        for values in ({"answer": "Fine."}, {"state": "answered"}):
            with self.subTest(values), self.assertRaises(AccessError):
                interference.write(values)
        with self.assertRaises(AccessError):
            act(interference).action_answer()
        with self.assertRaises(AccessError):
            self.record(answer="Fine.")

    @mute_logger("odoo.sql_db")
    def test_recorded_interference_is_fixed(self):
        interference = self.record()
        mine = self.as_user("supervisor", interference)
        with self.assertRaises(UserError):
            mine.person = "Somebody Else"
        with self.assertRaises(AccessError):
            interference.sudo().unlink()
        with self.assertRaises(psycopg2.errors.CheckViolation):
            with self.env.cr.savepoint():
                self.env.cr.execute(
                    SQL(
                        "UPDATE tolerance_interference SET demand = '' WHERE id = %s",
                        interference.id,
                    )
                )

    def test_others_do_not_read_it(self):
        interference = self.record()
        self.assertTrue(interference.has_access("read"))
        for role in ("inquirer", "member", "hr_officer", "auditor", "officer", "head"):
            with self.subTest(role):
                self.assertFalse(
                    self.as_user(role, interference)._filtered_access("read")
                )

    def test_access_is_checked_before_the_refusal_sentence(self):
        interference = self.record()
        for role in ("officer", "colleague"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, interference).write({"person": "Nobody"})
        with self.assertRaises(UserError) as caught:
            self.as_user("supervisor", interference).write({"person": "Nobody"})
        self.assertNotIsInstance(caught.exception, AccessError)

    def test_only_who_reads_the_case_records(self):
        for role in ("inquirer", "hr_officer", "officer"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.record(role)

    def test_a_user_in_conflict_does_not_read_it(self):
        interference = self.record()
        self.env["tolerance.conflict"]._add(
            [
                (self.case.matter_id.id, self.users[role].id, "recused")
                for role in ("clerk", "supervisor")
            ],
            self.case.matter_id.sudo(),
        )
        for role in ("clerk", "supervisor"):
            with self.subTest(role):
                self.assertFalse(
                    self.as_user(role, interference)._filtered_access("read")
                )

    def test_recorded_from_the_case_with_in_whose_name(self):
        mine = self.case
        self.assertTrue(mine.can_record_interference)
        action = mine.action_record_interference()
        records = mine.env[action["res_model"]].with_context(**action["context"])
        form = Form(records)
        form.kind = "insider"
        form.way = "in_person"
        form.person = "Test Colleague"
        form.in_name_of = "Test Director"
        form.demand = "How does the case stand?"
        with logged_in(mine.env):
            interference = form.save()
        self.assertEqual(interference.case_id, mine)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "interference.record")]
        )
        self.assertIn("Test Director", entry.content)
        with self.assertRaises(UserError):
            self.as_user("supervisor", interference).in_name_of = "Nobody"

    def test_only_who_handles_the_case_opens_the_record(self):
        for role in ("inquirer", "member", "hr_officer", "officer", "supervisor"):
            own = self.as_user(role, self.case)
            with self.subTest(role), self.assertRaises(AccessError):
                own.action_record_interference()
