from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ...models.letter.wording import CASE_KINDS
from ...rules.paper import Heading
from ..case.case_common import CaseWalk
from ..common import act
from .letter_common import RARE, LetterChecks, write_texts


@tagged("post_install", "-at_install")
class TestCaseLetter(LetterChecks, CaseWalk):
    """Letters of a case: proposed, worded, issued; and the whole file in order."""

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.inquire(self.case)

    def write_letter(self, kind, **values):
        """Return a letter of the case, as its clerk."""
        return self.case.env["tolerance.letter"].create(
            {"case_id": self.case.id, "kind": kind, **values}
        )

    def test_each_kind_is_proposed_printed_and_measured(self):
        self.hold_session(self.case)
        self.decide_last()
        party = self.case.party_ids
        for kind, _label in CASE_KINDS:
            with self.subTest(kind):
                letter = self.write_letter(kind, party_id=party.id)
                self.assertTrue(letter.title)
                self.assertNotIn("{", f"{letter.title}{letter.addressee}{letter.body}")
                self.assertIn("Draft, not issued", write_texts(letter))
                self.assertTrue(letter.letter_docx)
        report = self.write_letter("report")
        self.assertIn("The gate was unwatched for an hour.", report.body)
        self.assertIn("Minutes of the meeting", report.body)
        self.measure(report)

    def decide_last(self):
        self.hold_session(self.case)
        act(self.as_user("leader", self.case.determination_ids)).action_confirm()

    def test_the_form_proposes_the_text(self):
        form = Form(
            self.case.env["tolerance.letter"].with_context(default_case_id=self.case.id)
        )
        form.kind = "filing"
        self.assertIn(self.case.name, form.body)
        form.title = "Report on a Gate"
        self.assertEqual(form.save().title, "Report on a Gate")

    def test_issued_stays_as_it_is(self):
        letter = self.write_letter("other", body=f"{RARE} reads it.")
        with self.assertRaises(UserError):
            letter.action_issue()
        act(letter)._do_number("Rong [2026] 8", 2026)
        act(letter).action_issue()
        self.assertEqual(letter.state, "issued")
        self.assertTrue(letter.file_digest)
        self.assertIn("Rong [2026] 8", write_texts(letter))
        self.assertNotIn("Draft", write_texts(letter))
        for values in ({"body": "Other."}, {"title": "Other"}):
            with self.assertRaises(AccessError):
                letter.write(values)
        for action in ("action_issue", "action_discard", "action_number"):
            with self.assertRaises(UserError):
                getattr(act(letter), action)()
        with self.assertRaises(AccessError):
            letter.unlink()
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            unlocked(letter.sudo()).write({"body": "Other."})
            self.env.flush_all()

    def test_a_missing_number_is_said_and_does_not_stop_the_letter(self):
        letter = self.write_letter("reply")
        self.assertIn("no document number yet", letter.caution)
        act(letter).action_issue()
        self.assertFalse(letter.caution)
        self.assertFalse(self.write_letter("report").caution)

    def test_a_draft_can_be_saved_as_it_is_and_stays_in_its_case(self):
        letter = self.write_letter("other")
        same = {"case_id": self.case.id, "title": letter.title, "kind": "other"}
        letter.write(same)
        act(letter).action_issue()
        other = {"case_id": self.accept().id}
        with self.assertRaises(AccessError):
            self.write_letter("other").write(other)
        with self.assertRaises(AccessError):
            letter.write(same)

    def test_a_letter_is_in_one_language_for_all_readers(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        addon = self.env["ir.module.module"]._get("mistake_tolerance")
        addon._update_translations(["zh_CN"])
        english = self.write_letter("filing")
        chinese = self.write_letter("filing", lang="zh_CN")
        self.assertEqual(english.lang, "en_US")
        for letter in (english, chinese):
            act(letter).action_issue()
            texts = [
                write_texts(letter.with_context(lang=lang))
                for lang in ("en_US", "zh_CN")
            ]
            self.assertEqual(*texts)
        self.assertNotRegex(write_texts(english), "[年月日一二]")
        self.assertRegex(write_texts(chinese), r"\d年\d+月\d+日")
        self.assertNotIn("(seal)", write_texts(chinese))

    def test_a_discarded_draft_is_not_printed(self):
        letter = self.write_letter("other")
        act(letter).action_discard()
        with self.assertRaisesRegex(UserError, "discarded"):
            letter.action_print_letter()

    def test_states_and_files_follow_the_buttons_alone(self):
        for values in ({"state": "issued"}, {"file_digest": "0"}, {"file": b"eA=="}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.write_letter("other", **values)
        letter = self.write_letter("other")
        with self.assertRaises(AccessError):
            letter.state = "issued"
        for name in ("officer", "inquirer"):
            with self.assertRaises(AccessError):
                self.as_user(name, letter).read(["body"])
            with self.assertRaises(AccessError):
                act(self.as_user(name, letter)).action_issue()

    def test_a_circular_names_nobody(self):
        early = self.write_letter("disclosure", body="A gate was unwatched.")
        with self.assertRaisesRegex(UserError, "only what was granted"):
            act(early).action_issue()
        self.hold_session(self.case)
        self.decide_last()
        name = self.case.sudo().party_ids.subject_id.name
        letter = self.write_letter("disclosure", party_id=self.case.party_ids.id)
        self.assertNotIn(name, f"{letter.title}{letter.body}")
        letter.body += f"\nIt was {name}."
        with self.assertRaisesRegex(UserError, "without names"):
            act(letter).action_issue()
        unit = self.case.matter_id.sudo().department_id
        if unit:
            letter.body = f"In {unit.name} a gate was unwatched."
            self.assertIn(unit.name, letter.caution)
        letter.body = "A gate was unwatched."
        self.assertNotIn("people", letter.caution)
        act(letter)._do_number("Rong [2026] 9", 2026)
        self.assertFalse(letter.caution)
        act(letter).action_issue()

    def test_the_whole_file_is_printed_in_order(self):
        self.hold_session(self.case)
        self.decide_last()
        letter = self.write_letter("other", title="A Letter in the File")
        act(letter).action_issue()
        self.plan_corrections(self.case)
        self.serve(self.case)
        self.case.action_print_letter()
        titles = [
            block.text
            for block in self.case._make_letter_paper().blocks
            if isinstance(block, Heading) and block.level == 0
        ]
        self.assertEqual(titles[0], "Catalogue of the Case File")
        self.assertEqual(titles[1], "Notice of Acceptance")
        self.assertEqual(
            titles[-3:],
            ["Determination of Tolerance", "A Letter in the File", "Proof of Service"],
        )
        # Of what a reader may not read the file says nothing but its title.
        member = write_texts(self.as_user("leader", self.case))
        self.assertNotIn("Served By", member)
        printed = self.measure(self.case)
        self.assertGreater(len(printed.pages), 4)
