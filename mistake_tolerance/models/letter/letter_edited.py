import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.docx import write_docx
from ...rules.docx_text import (
    Term,
    UnreadableError,
    find_lacking,
    find_lacking_lines,
    read_docx,
    read_hidden,
)
from ...rules.file_name import make_file_name, write_file_name
from ...rules.letter_text import read_text, write_plain
from ..base.wording import write_pair
from ..base.workflow_mixin import Transition

# Letters that state the outcome; only in them it is looked for.
WITH_OUTCOME = ("determination", "disclosure", "filing", "reply")


class ToleranceLetter(models.Model):
    """Brings back a letter that was edited outside, and issues that file.

    Number, party, outcome and articles are looked for in it; where one is not found
    as it is on record, a second person confirms the file or sends it back.
    """

    _inherit = "tolerance.letter"
    _workflow_fields = frozenset({"differences", "handed_in_by"})
    _logged_content = frozenset({"edited_file"})

    _transitions = {
        "confirm_differences": Transition(
            "checking",
            "issued",
            hidden_by="_get_second_refusal",
            # Parties may have joined since, or the decision be revoked.
            refused_by=("_get_decision_refusal", "_get_names_refusal"),
            depends="handed_in_by",
        ),
        "send_back": Transition(
            "checking",
            "draft",
            hidden_by="_get_second_refusal",
            depends="handed_in_by",
        ),
    }

    edited_file = fields.Binary(
        "Edited docx",
        attachment=True,
        copy=False,
        help="The letter as it was edited in a word processor. It is issued as it is; "
        "number, party, outcome and articles in it are compared with the record.",
    )
    edited_name = fields.Char("Name of the Edited File", copy=False)
    differences = fields.Text(readonly=True, copy=False)
    handed_in_by = fields.Many2one("res.users", readonly=True, copy=False)
    can_confirm_differences = fields.Boolean(compute="_compute_can")
    can_send_back = fields.Boolean(compute="_compute_can")

    @api.model
    def _get_worded(self):
        return super()._get_worded() | {"edited_file", "edited_name"}

    @api.depends_context("lang", "uid")
    def _compute_letter_docx(self):
        """Leave the mark of a draft out of what can be issued: it is edited outside."""
        super()._compute_letter_docx()
        drafts = self.filtered(lambda letter: letter.id and letter.state == "draft")
        refusals = drafts._get_refusals("issue")
        for letter in drafts.filtered(lambda letter: letter.id not in refusals):
            paper = letter._lay_out(letter._make_letter()._replace(draft=""))
            letter.letter_docx = base64.b64encode(write_docx(paper))

    def _get_font_refusal(self):
        # An edited file is issued as it is; the word processor has the fonts.
        return not self.edited_file and super()._get_font_refusal()

    def _get_second_refusal(self):
        """Return why this user is not the second person, or False."""
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk confirms how the letter differs.")
        return self.env.user == self.handed_in_by and self.env._(
            "%(name)s handed the letter in: another clerk confirms how it differs.",
            name=self.handed_in_by.name,
        )

    def _issue(self):
        """Issue the letters that say what is on record; hand the others in."""
        for letter in self:
            if differences := letter._find_differences():
                letter._write_unlocked(
                    {
                        "state": "checking",
                        "differences": "\n".join(differences),
                        "handed_in_by": self.env.uid,
                    }
                )
                letter._ledger_append(
                    "letter.hand_in", {"differences": "\n".join(differences)}
                )
            else:
                letter._issue_as_it_is()

    def _issue_as_it_is(self):
        """Issue the edited file, or the text where there is none."""
        if not self.edited_file:
            return self._issue_text()
        content = self._get_edited_content()
        today = self.company_id._tolerance_today()
        self._write_unlocked(
            {
                "state": "issued",
                "issued_on": today,
                "issued_by": self.env.uid,
                "file": base64.b64encode(content),
                "file_name": self._get_edited_name(),
                "file_digest": hashlib.sha256(content).hexdigest(),
                "determination_id": self._find_issued_decision().id,
            }
        )
        self._keep_file()
        self._ledger_append("letter.issue", lambda letter: letter._get_content())
        return None

    def _read_edited(self):
        """Return the text of the edited file.

        :rtype: str
        :raises UserError: if it is no docx
        """
        try:
            return "\n".join(read_docx(self._get_edited_content()))
        except UnreadableError:
            raise UserError(self._get_unreadable_sentence()) from None

    def _get_edited_content(self):
        return base64.b64decode(self.with_context(bin_size=False).edited_file)

    def _get_edited_name(self):
        name = self.edited_name
        return (
            make_file_name(name, "docx")
            if name
            else write_file_name(self.title, "docx")
        )

    def _get_unreadable_sentence(self):
        return self.env._(
            "%(letter)s: the edited file is no docx that can be read. Save it as docx "
            "and choose it again.",
            letter=self.title,
        )

    def _get_names_refusal(self):
        """Return which persons a circular still names, in its edited file as well."""
        if self.kind != "disclosure" or not self.edited_file:
            return super()._get_names_refusal()
        try:
            # What the file hides goes out with it: notes, comments, struck-out text.
            hidden = "\n".join(read_hidden(self._get_edited_content()))
        except UnreadableError:
            return self._get_unreadable_sentence()
        return super()._get_names_refusal() or self._get_named_refusal(hidden)

    def _find_differences(self):
        """Return what is on record and does not stand in the letter.

        :rtype: list
        """
        # sudo: who issues the letter may not read the decision.
        letter_sudo = self.sudo()
        if not self.edited_file:
            return letter_sudo._find_decision_differences(self._get_issued_text())
        text = self._read_edited()
        lacking = find_lacking(text, letter_sudo._get_expected())
        return [
            self.env._("Not in the file: %(what)s", what=write_pair(self.env, *pair))
            for pair in lacking
        ] + letter_sudo._find_decision_differences(text)

    def _find_decision_differences(self, text):
        """Return which lines of the decision the text of its letter does not have.

        What is served is what was decided; one person alone words nothing else.

        :param str text: of the letter
        :rtype: list
        """
        if self.kind != "determination":
            return []
        proposed = self.with_context(lang=self.lang)._propose()["body"]
        blocks = read_text(proposed, self.lang)
        return [
            self.env._("Not in the letter as decided: %(line)s", line=line)
            for line in find_lacking_lines(text, write_plain(blocks).splitlines())
        ]

    def _get_expected(self):
        """Return what the file has to say.

        :return: several :class:`Term`
        :rtype: list
        """
        number = self._get_letter_number()
        expected = [Term(self.env._("Document Number"), number, "number")]
        if self.kind != "disclosure":
            parties = self.party_id or self.case_id.party_ids
            known = tuple(self.case_id.party_ids.subject_id.mapped("name"))
            expected += [
                Term(self.env._("Party"), name, others=known)
                for name in parties.subject_id.mapped("name")
            ]
        decision = self.party_id and self.case_id._get_decision(self.party_id)
        if decision and self.kind in WITH_OUTCOME:
            # The file is written in the language of the letter, not of its reader.
            written = decision.with_context(lang=self.lang)
            degrees = tuple(written.version_id.degree_ids.mapped("name"))
            expected.append(
                Term(self.env._("Outcome"), written.degree_id.name, "outcome", degrees)
            )
            expected += [
                Term(self.env._("Article"), cited, "article")
                for cited in written._get_cited()
            ]
        return expected

    def action_confirm_differences(self):
        """Issue the files as they are, as a second person."""
        self.check_access("write")
        self._check_transition("confirm_differences")
        for letter in self:
            letter._ledger_append(
                "letter.confirm_differences", {"differences": letter.differences}
            )
            letter._issue_as_it_is()

    def action_send_back(self):
        """Give the letters back to be edited again."""
        self.check_access("write")
        self._check_transition("send_back")
        self._write_transition(
            "send_back", {"differences": False, "handed_in_by": False}
        )
        self._ledger_append("letter.send_back")

    def _get_content(self):
        """State in the ledger the text of the file, where that was issued."""
        content = super()._get_content()
        return {**content, "text": self._read_edited()} if self.edited_file else content

    def _get_issued_text(self):
        """Return the text of an issued letter: that of its file.

        :rtype: str
        """
        return self._read_edited() if self.edited_file else super()._get_issued_text()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "letter.hand_in": self.env._("Edited letter handed in"),
            "letter.confirm_differences": self.env._(
                "Differences of a letter confirmed"
            ),
            "letter.send_back": self.env._("Edited letter sent back"),
        }
