import base64
from urllib.parse import quote

from odoo import api, fields, models
from odoo.exceptions import UserError

from ....rules import letter as letters
from ....rules.docx import write_docx
from ....rules.file_name import write_file_name
from ....rules.paper import get_texts
from ..single import check_single
from ..wording import write_list
from .printing import find_missing


class ToleranceLetterMixin(models.AbstractModel):
    """A record of which an official letter (公文) is printed, as PDF and as docx.

    A model that inherits it says in :meth:`_make_letter` what the letter says; layout,
    both files and their buttons come from here.
    """

    _name = "tolerance.letter.mixin"
    _description = "Prints a Letter"
    # Reading a file of the letter counts as opening the case in the access log.
    _logged_content = frozenset({"letter_docx", "letter_pdf"})

    letter_docx = fields.Binary(
        "Letter as docx",
        compute="_compute_letter_docx",
        attachment=False,
        exportable=False,
    )
    letter_pdf = fields.Binary(
        "Letter as PDF",
        compute="_compute_letter_pdf",
        attachment=False,
        exportable=False,
    )

    def _make_letter(self):
        """Return the letter of this record, in the language of its reader; a hook.

        The caller checks that the reader may read the record.

        :rtype: rules.letter.Letter
        """
        raise NotImplementedError

    def _get_letter_refusal(self):
        """Return why no letter can be printed now, or False; a hook."""
        return False

    def _get_letter_words(self):
        """Return the words that the layout adds.

        :rtype: dict
        """
        return {
            "attachments": self.env._("Attachments"),
            "copies": self.env._("Copies"),
        }

    def _make_letter_paper(self):
        """Return the paper of the letter, for one record that the user may read.

        :rtype: rules.paper.Paper
        :raises UserError: if none can be printed now
        """
        self.ensure_one()
        self.check_access("read")
        if refusal := self._get_letter_refusal():
            raise UserError(refusal)
        return self._lay_out(self._make_letter())

    def _lay_out(self, letter):
        """Return a letter as a paper, in the language of its reader.

        :rtype: rules.paper.Paper
        """
        return letters.make_paper(
            letter._replace(
                words=self._get_letter_words() | letter.words,
                lang=self.env.lang or "en_US",
            )
        )

    def _get_missing_sentence(self):
        """Return a sentence with the characters that no font here holds, or False.

        :rtype: str | bool
        """
        missing = find_missing(get_texts(self._make_letter_paper()))
        return bool(missing) and self.env._(
            "No font on this server holds %(characters)s; the PDF would leave "
            "them out. Ask the administrator for a font that does, or download "
            "the letter as docx and print it where the font is installed.",
            characters=write_list(self.env, [f"{c} (U+{ord(c):04X})" for c in missing]),
        )

    def _check_letter_fonts(self):
        """Refuse a letter with characters for which this server has no font.

        :raises UserError: naming them
        """
        if sentence := self._get_missing_sentence():
            raise UserError(sentence)

    @api.depends_context("lang", "uid")
    def _compute_letter_docx(self):
        for record in self:
            record.letter_docx = (
                record.id
                and not record._get_letter_refusal()
                and base64.b64encode(write_docx(record._make_letter_paper()))
            )

    @api.depends_context("lang", "uid")
    def _compute_letter_pdf(self):
        for record in self:
            record.letter_pdf = (
                record.id
                and not record._get_letter_refusal()
                and base64.b64encode(record._render_letter())
            )

    def _render_letter(self):
        """Return the bytes of the PDF of one record.

        :rtype: bytes
        """
        self._check_letter_fonts()
        content, _kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "mistake_tolerance.report_letter",
            self.ids,
            data={"letter_model": self._name},
        )
        return content

    def action_print_letter(self):
        """Hand out the letter of one record as a PDF.

        :return: action that downloads it
        :rtype: dict
        :raises UserError: if it cannot be printed now, or a font is missing
        """
        check_single(self)
        self._check_letter_fonts()
        return self._get_letter_download("letter_pdf", "pdf")

    def action_download_letter(self):
        """Hand out the letter of one record as a docx.

        :return: action that downloads it
        :rtype: dict
        :raises UserError: if it cannot be downloaded now
        """
        check_single(self)
        # Refuses here: a download that fails shows no reason.
        self._make_letter_paper()
        return self._get_letter_download("letter_docx", "docx")

    def _get_letter_download(self, name, ending):
        filename = write_file_name(self._make_letter().title, ending)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{name}"
            f"?download=true&filename={quote(filename)}",
            "target": "download",
        }
