import base64
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...rules.docx import write_docx
from ...rules.letter import Letter, make_paper
from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestEditedLetter(CaseWalk):
    """A letter that was edited outside comes back, is compared, and is served."""

    def setUp(self):
        super().setUp()
        self.make_user("second_clerk", "clerk")
        self.case = self.accept()
        self.inquire(self.case)
        self.hold_session(self.case)
        self.hold_session(self.case)
        self.letter = self.case.env["tolerance.letter"].create(
            {
                "case_id": self.case.id,
                "kind": "determination",
                "party_id": self.case.party_ids.id,
            }
        )

    def confirm(self):
        decision = self.case.determination_ids
        act(self.as_user("leader", decision)).action_confirm()

    def edit(self, text):
        """Bring the letter back with a sentence more, or with another text."""
        self.letter.write(
            {
                "edited_file": base64.b64encode(
                    write_docx(make_paper(Letter("Determination", (text,))))
                ),
                "edited_name": "edited.docx",
            }
        )

    def test_a_determination_is_issued_after_its_confirmation(self):
        self.assertIn("Decided together, no gain.", self.letter.body)
        with self.assertRaisesRegex(UserError, "not confirmed yet"):
            act(self.letter).action_issue()
        self.confirm()
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "issued")

    def test_the_same_text_is_issued_at_once_and_served_as_it_is(self):
        self.confirm()
        printed = base64.b64decode(self.letter.letter_docx)
        self.letter.edited_file = base64.b64encode(printed)
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "issued")
        self.assertEqual(base64.b64decode(self.letter.file), printed)
        self.plan_corrections(self.case)
        delivery = self.serve(self.case)
        self.assertEqual(delivery.letter_id, self.letter)
        self.assertEqual(delivery.text, self.letter._get_issued_text())

    def test_what_was_decided_is_worded_otherwise_by_two_only(self):
        """One clerk alone serves no other reasons than those of the decision."""
        self.confirm()
        body = self.letter.body
        self.assertIn("Decided together, no gain.", body)
        self.letter.body = body.replace("no gain", "some gain")
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "checking")
        self.assertIn("Decided together, no gain.", self.letter.differences)
        second = self.as_user("second_clerk", self.letter)
        act(second).action_send_back()
        self.letter.body = f"{body}\nWe wish you well."
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "issued")
        self.assertEqual(
            self.letter.sudo().determination_id, self.case.sudo().determination_ids
        )

    def test_what_two_worded_otherwise_is_served(self):
        self.confirm()
        self.letter.body = "# Decision\nAs was decided."
        act(self.letter).action_issue()
        act(self.as_user("second_clerk", self.letter)).action_confirm_differences()
        self.assertEqual(self.letter.state, "issued")
        self.plan_corrections(self.case)
        self.assertIn("As was decided.", self.serve(self.case).text)

    def test_hidden_text_says_nothing(self):
        self.confirm()
        content = io.BytesIO()
        printed = io.BytesIO(base64.b64decode(self.letter.letter_docx))
        with zipfile.ZipFile(printed) as old, zipfile.ZipFile(content, "w") as new:
            for part in old.infolist():
                data = old.read(part)
                if part.filename == "word/document.xml":
                    hidden = b"<w:r><w:rPr><w:vanish/></w:rPr>"
                    data = data.replace(b"<w:r>", hidden)
                new.writestr(part.filename, data)
        self.letter.edited_file = base64.b64encode(content.getvalue())
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "checking")
        self.assertIn(self.degrees["exempt"].name, self.letter.differences)

    def test_differences_are_confirmed_by_a_second_person(self):
        self.confirm()
        self.edit("Another person, another outcome.")
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "checking")
        name = self.case.sudo().party_ids.subject_id.name
        for part in (name, self.degrees["exempt"].name, "Art."):
            self.assertIn(part, self.letter.differences)
        with self.assertRaisesRegex(UserError, "another clerk"):
            act(self.letter).action_confirm_differences()
        with self.assertRaises(AccessError):
            self.edit("Yet another text.")
        second = self.as_user("second_clerk", self.letter)
        self.assertEqual(self.letter.handed_in_by, self.users["clerk"])
        act(second).action_send_back()
        self.assertEqual(self.letter.state, "draft")
        self.assertFalse(self.letter.differences)
        self.assertFalse(self.letter.handed_in_by)
        act(self.letter).action_issue()
        act(second).action_confirm_differences()
        self.assertEqual(self.letter.state, "issued")
        self.assertEqual(self.letter.issued_by, self.users["second_clerk"])
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "letter.issue"), ("res_id", "=", self.letter.id)]
        )
        self.assertIn("Another person, another outcome.", entry.content)
        self.assertTrue(self.letter.file_digest)

    def test_part_of_another_term_is_a_difference(self):
        self.confirm()
        outcome = self.degrees["exempt"].name
        name = self.case.sudo().party_ids.subject_id.name
        self.edit(f"{name}son: not {outcome}, {self.letter._get_letter_number()}7")
        act(self.letter).action_issue()
        for part in (f"Party: {name}", f"Outcome: {outcome}", "Document Number"):
            self.assertIn(part, self.letter.differences)

    def test_what_was_handed_in_is_issued_only_while_the_decision_stands(self):
        self.confirm()
        self.edit("Another person, another outcome.")
        act(self.letter).action_issue()
        leader = self.as_user("leader", self.case.determination_ids)
        leader.revocation_reason = "Concealed facts."
        act(leader).action_revoke()
        with self.assertRaisesRegex(UserError, "not confirmed yet"):
            act(self.as_user("second_clerk", self.letter)).action_confirm_differences()

    def test_an_edited_circular_names_nobody_either(self):
        self.confirm()
        name = self.case.sudo().party_ids.subject_id.name
        self.letter = self.letter.create(
            {
                "case_id": self.case.id,
                "kind": "disclosure",
                "body": "A gate stood open.",
            }
        )
        self.edit(f"It was {name}.")
        with self.assertRaisesRegex(UserError, "without names"):
            act(self.letter).action_issue()
        # A comment is no part of the text, but goes out with the file.
        self.edit("A gate stood open.")
        file = io.BytesIO(base64.b64decode(self.letter.edited_file))
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        with zipfile.ZipFile(file, "a") as docx:
            docx.writestr(
                "word/comments.xml",
                f'<w:comments xmlns:w="{word}"><w:comment w:author="Clerk"><w:p><w:r>'
                f"<w:t>{name[:2]}</w:t></w:r><w:r><w:t>{name[2:]}</w:t></w:r></w:p>"
                "</w:comment></w:comments>",
            )
        self.letter.edited_file = base64.b64encode(file.getvalue())
        with self.assertRaisesRegex(UserError, "without names"):
            act(self.letter).action_issue()
        self.edit("A gate stood open.")
        act(self.letter).action_issue()
        self.assertEqual(self.letter.state, "issued")

    def test_the_issued_file_has_a_safe_name(self):
        self.confirm()
        self.letter.write(
            {
                "edited_file": self.letter.letter_docx,
                "edited_name": "..\\..\\容错认定书\u202e（张某）.exe\n",
            }
        )
        act(self.letter).action_issue()
        self.assertEqual(self.letter.file_name, "容错认定书（张某）.exe.docx")

    def test_what_is_no_docx_is_refused(self):
        self.confirm()
        self.letter.edited_file = base64.b64encode(b"no docx")
        with self.assertRaisesRegex(UserError, "no docx"):
            act(self.letter).action_issue()

    def find_files(self, name):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", "tolerance.letter"),
                ("res_field", "=", name),
                ("res_id", "=", self.letter.id),
            ]
        )

    def test_no_file_is_swapped_as_an_attachment(self):
        self.confirm()
        self.letter.edited_file = self.letter.letter_docx
        act(self.letter).action_issue()
        self.env.flush_all()
        other = {"datas": base64.b64encode(b"forged")}
        files = self.find_files("file") | self.find_files("edited_file")
        self.assertEqual(len(files), 2)
        clerk = self.letter.env.user
        for file in files:
            mine = file.with_user(clerk)
            for method, args in (("write", [other]), ("unlink", [])):
                with self.subTest(file.res_field, method=method):
                    with self.assertRaises(AccessError):
                        getattr(mine, method)(*args)
            with (
                self.subTest(file.res_field, method="create"),
                self.assertRaises(AccessError),
            ):
                mine.create(
                    {
                        **other,
                        "name": "forged.pdf",
                        "res_model": file.res_model,
                        "res_id": file.res_id,
                        "res_field": file.res_field,
                    }
                )
