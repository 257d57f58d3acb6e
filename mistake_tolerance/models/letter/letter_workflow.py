import base64
import hashlib

from odoo import api, fields, models

from ...rules.file_name import write_file_name


class ToleranceLetter(models.Model):
    """Issuing a letter, which fixes its text and its file, and discarding a draft."""

    _inherit = "tolerance.letter"

    def action_issue(self):
        """Issue the letters; from here on they stay as they are."""
        self.check_access("write")
        self._check_transition("issue")
        self._issue()

    def _issue(self):
        """Issue the letters, or ask for a second person; a hook."""
        self._issue_text()

    def _issue_text(self):
        """Fix the text of the letters and the file that was printed of it."""
        for letter in self:
            today = letter.company_id._tolerance_today()
            # What is printed says the day on which it is issued.
            letter._write_unlocked({"issued_on": today, "issued_by": self.env.uid})
            content = letter._render_letter()
            letter._write_transition(
                "issue",
                {
                    "file": base64.b64encode(content),
                    "file_name": write_file_name(letter.title, "pdf"),
                    "file_digest": hashlib.sha256(content).hexdigest(),
                    **letter._get_decided_values(),
                },
            )
            letter._keep_file()
        self._ledger_append("letter.issue", lambda letter: letter._get_content())

    def _keep_file(self):
        """Let the database keep the issued file."""
        # sudo: the file of a record is stored as an attachment of the system.
        self.env["ir.attachment"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("res_field", "=", "file"),
            ]
        ).tolerance_is_kept = True

    def _get_content(self):
        """Return what was issued, as the ledger states it.

        :rtype: dict
        """
        return {
            "kind": self.kind,
            "title": self.title,
            "number": self.document_number or "",
            "text": self.body,
            "issued_on": fields.Date.to_string(self.issued_on),
            "sha256": self.file_digest,
        }

    def action_discard(self):
        """Discard drafts that are not issued; they stay on file."""
        self.check_access("write")
        self._check_transition("discard")
        self._write_transition("discard")
        self._ledger_append("letter.discard", lambda letter: {"kind": letter.kind})

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "letter.issue": self.env._("Letter issued"),
            "letter.discard": self.env._("Draft of a letter discarded"),
        }
