from odoo import fields, models
from odoo.tools import format_datetime

from ....rules.letter import Letter, Signature, make_attendance
from ....rules.paper import Heading, write_head
from ...base.wording import write_day, write_list


class ToleranceHearing(models.Model):
    """Prints the notice, and from the hour of the hearing on its record, to be signed.

    A speaker who confirms on paper signs the record; the clerk scans it.
    """

    _inherit = "tolerance.hearing"

    def _get_letter_refusal(self):
        self.ensure_one()
        if self.state not in ("called", "closed"):
            return self.env._(
                "%(hearing)s: there is a notice to print once it is given.",
                hearing=self.display_name,
            )
        return super()._get_letter_refusal()

    def _make_letter(self):
        self.ensure_one()
        # sudo: who reads the hearing may not read every party and the company.
        hearing_sudo = self.sudo()
        if self.state == "called" and self.held_at > fields.Datetime.now():
            return hearing_sudo._make_notice()
        return hearing_sudo._make_record()

    def _write_facts(self):
        """Return when, where and about what, as lines with a label.

        :rtype: list
        """
        lang = self.env.lang or "en_US"
        zone = self.company_id._tolerance_setting("tolerance_tz")
        facts = [
            (self.env._("Case"), self.case_id.name),
            (
                self.env._("Held At"),
                format_datetime(self.env, self.held_at, zone, "yyyy-MM-dd HH:mm"),
            ),
            (self.env._("Place"), self.place),
            (self.env._("Presided By"), self.presided_by),
        ]
        return [make_attendance(name, (text,), lang) for name, text in facts if text]

    def _make_notice(self):
        """Return the notice to the parties and to those who are asked.

        :rtype: rules.letter.Letter
        """
        return Letter(
            title=self.env._("Notice of a Hearing"),
            addressee=write_list(
                self.env,
                self.statement_ids.mapped("speaker")
                + self.opinion_ids.mapped("professional"),
            ),
            blocks=(
                self.env._("A hearing is held in the following case:"),
                *self._write_facts(),
                *(self.topic or "").splitlines(),
                self.env._(
                    "Parties may state what speaks for them and answer the facts. Who "
                    "cannot come says so beforehand; a statement can be waived in "
                    "writing."
                ),
            ),
            sender=self.company_id.name,
            day=write_day(self.env, self.called_on),
            seal=self.env._("(seal)"),
        )

    def _make_record(self):
        """Return the record of the hearing, with a line to sign for each speaker.

        :rtype: rules.letter.Letter
        """
        lang = self.env.lang or "en_US"
        topic = (self.topic or "").splitlines()
        course = (self.course or "").splitlines()
        sections = [
            (self.env._("What Is Heard"), topic),
            (
                self.env._("Statements"),
                [line for one in self.statement_ids for line in one._write_record()],
            ),
            (
                self.env._("Opinions of Professionals"),
                [line for one in self.opinion_ids for line in one._write_record()],
            ),
            (self.env._("Course of the Hearing"), course),
        ]
        blocks = self._write_facts()
        filled = [(head, lines) for head, lines in sections if lines]
        for number, (head, lines) in enumerate(filled, 1):
            blocks += [Heading(write_head(number, head, lang)), *lines]
        return Letter(
            title=self.env._("Record of a Hearing"),
            blocks=tuple(blocks),
            signatures=(
                Signature(self.env._("Presided By")),
                *(
                    one._make_signature()
                    for one in (*self.statement_ids, *self.opinion_ids)
                    if one.state != "missing"
                ),
            ),
        )
