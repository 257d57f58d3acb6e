import base64
import io
import zipfile

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.letter.printing import find_missing
from ..case.case_common import CaseWalk
from ..common import act
from .letter_common import RARE, RAREST, LetterChecks, write_texts


@tagged("post_install", "-at_install")
class TestDeterminationLetter(LetterChecks, CaseWalk):
    """The determination on paper: as a draft, as issued, and as it is served."""

    def draft_decision(self, kind="exempt"):
        """Carry a case up to the draft of its decision; returns it as its clerk."""
        self.case = self.accept()
        self.inquire(self.case)
        self.hold_session(self.case, kind)
        self.hold_session(self.case, kind)
        return self.case.determination_ids

    def confirm(self, decision):
        act(self.as_user("leader", decision)).action_confirm()

    def test_a_draft_is_printed_as_a_draft_and_names_what_it_rests_on(self):
        decision = self.draft_decision()
        for reader in (decision, self.as_user("leader", decision)):
            reader.action_print_letter()
            reader.action_download_letter()
        text = write_texts(decision)
        self.assertIn("Draft, not confirmed", text)
        self.assertNotIn("(seal)", text)
        self.assertIn(self.version.scheme_id.name, text)
        self.assertIn(self.situation.citation, text)
        self.assertIn("Art. ", text)
        self.assertIn("Evidence 1: Minutes of the meeting (Document)", text)
        self.assertIn("Gate unwatched", text)
        self.assertIn("A slip.", text)
        self.assertIn("Decided together, no gain.", text)
        for line in decision.line_ids:
            self.assertIn(line.area_id.name, text)
        # Gansu has no way to object, and none is made up.
        self.assertNotIn("How to Object", text)

    def test_issued_is_printed_before_service_and_served_as_printed(self):
        decision = self.draft_decision()
        self.confirm(decision)
        text = write_texts(decision)
        self.assertNotIn("Draft", text)
        self.assertIn("(seal)", text)
        self.assertIn(decision.name, text)
        act(decision)._do_number("Rong [2026] 7", 2026)
        self.assertIn("Rong [2026] 7", write_texts(decision))
        self.plan_corrections(self.case)
        delivery = self.serve(self.case)
        for line in write_texts(decision).splitlines():
            if line != "(seal)":
                self.assertIn(line.rstrip(":"), delivery.text)
        self.assertIn(self.version.scheme_id.name, delivery.text)

    def test_a_refusal_speaks_of_no_protection(self):
        decision = self.draft_decision("refused")
        self.assertFalse(decision.line_ids.filtered("is_selected"))
        self.confirm(decision)
        text = write_texts(decision)
        self.assertIn(self.degrees["refused"].name, text)
        self.assertNotIn("Effects", text)
        self.assertNotIn("rotect", text)

    def test_facts_are_worded_until_the_confirmation_and_fixed_by_it(self):
        decision = self.draft_decision()
        leader = self.as_user("leader", decision)
        self.assertIn("A slip.", leader.facts)
        leader.facts = "The gate stood open for an hour."
        self.assertIn("stood open for an hour", write_texts(decision))
        self.confirm(decision)
        with self.assertRaises(UserError):
            leader.facts = "Nothing happened."

    def test_a_revoked_decision_is_not_handed_out(self):
        decision = self.draft_decision()
        self.confirm(decision)
        leader = self.as_user("leader", decision)
        leader.revocation_reason = "Concealed facts."
        act(leader).action_revoke()
        for name in ("action_print_letter", "action_download_letter"):
            with self.assertRaisesRegex(UserError, "revoked"):
                getattr(decision, name)()
        self.assertFalse(decision.letter_docx)

    def test_printed_and_measured_with_rare_characters_and_a_long_text(self):
        decision = self.draft_decision()
        self.env["res.lang"]._activate_lang("zh_CN")
        leader = self.as_user("leader", decision)
        leader.reasons = f"{RAREST}按规定巡查，" + "案" * 10000
        # A character is printed, or the user reads why it cannot be.
        if find_missing([RAREST]):
            with self.assertRaisesRegex(UserError, "U.21334"):
                leader.action_print_letter()
        content = base64.b64decode(leader.with_context(lang="zh_CN").letter_docx)
        with zipfile.ZipFile(io.BytesIO(content)) as docx:
            self.assertIn(RAREST, docx.read("word/document.xml").decode())
        leader.reasons = f"{RARE}按规定巡查，" + "案" * 10000
        printed = self.measure(leader.with_context(lang="zh_CN"))
        self.assertGreater(len(printed.pages), 15)
        self.assertRegex(printed.get_text(), rf"(\(cid:\d+\)|{RARE[0]}){RARE[1]}")
        self.assertIn("草稿", printed.get_text())

    def test_in_chinese_nothing_is_left_in_english(self):
        decision = self.draft_decision()
        self.confirm(decision)
        self.env["res.lang"]._activate_lang("zh_CN")
        addon = self.env["ir.module.module"]._get("mistake_tolerance")
        addon._update_translations(["zh_CN"])
        text = write_texts(decision.with_context(lang="zh_CN"))
        for head in ("一、认定的事实", "二、证据", "三、认定结果", "四、理由"):
            self.assertIn(head, text)
        for part in ("当事人：", "案件编号：", "适用的条款：第", "容错认定书"):
            self.assertIn(part, text)
        for word in ("Party", "Facts", "Outcome", "Art.", "{", "}"):
            self.assertNotIn(word, text)
