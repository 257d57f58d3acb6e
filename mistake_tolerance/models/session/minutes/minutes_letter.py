from odoo import fields, models

from ....rules.letter import Letter, Signature, make_attendance
from ....rules.paper import Heading, write_head
from ...base.wording import write_day


class ToleranceMinutes(models.Model):
    """Prints the minutes in the form of minutes (纪要格式): no seal, who attended."""

    _inherit = "tolerance.minutes"

    def _make_letter(self):
        self.ensure_one()
        # sudo: who reads the minutes may not read every seat and the company.
        minutes_sudo = self.sudo()
        lang = self.env.lang or "en_US"
        return Letter(
            title=self.env._(
                "Minutes of the Meeting on “%(matter)s”",
                matter=minutes_sudo.case_id.matter_id.title,
            ),
            blocks=tuple(minutes_sudo._write_letter_blocks(lang)),
            mark=self.env._("%(body)s: Minutes", body=minutes_sudo.body_id.name),
            signatures=(
                minutes_sudo._sign(
                    self.env._("Chaired By"), self.chair_id, self.confirmed_on
                ),
                minutes_sudo._sign(
                    self.env._("Minutes By"), self.secretary_id, self.submitted_on
                ),
            ),
            lang=lang,
        )

    def _sign(self, label, user, moment):
        """Return a line to sign, or who confirmed on the screen and when."""
        if self.state != "confirmed":
            return Signature(label)
        local = fields.Datetime.context_timestamp(
            self.with_context(tz=self.company_id._tolerance_setting("tolerance_tz")),
            moment,
        )
        return Signature(
            label,
            user.name,
            self.env._(
                "confirmed in the system on %(day)s",
                day=write_day(self.env, local.date()),
            ),
        )

    def _write_letter_blocks(self, lang):
        """Return head data, attendance and the sections of the minutes.

        :rtype: list
        """
        day = write_day(self.env, self.held_on)
        head = [
            (self.env._("Case"), self.case_id.name),
            (self.env._("Meeting"), self.meeting_number),
            (self.env._("Time"), f"{day} {self.held_hour or ''}".strip()),
            (self.env._("Place"), self.place),
            (self.env._("Chaired By"), self.chair_id.name),
        ]
        attended = map(self._split_line, (self.attendance or "").splitlines())
        lines = [
            *((label, (text,)) for label, text in head if text),
            *attended,
            (self.env._("Minutes By"), (self.secretary_id.name,)),
        ]
        blocks = [make_attendance(label, names, lang) for label, names in lines]
        sections = (
            (self.env._("Discussion"), self.discussion),
            (self.env._("Result"), self.resolution),
            (self.env._("Differing Opinions"), self.dissent),
            (self.env._("Annexes"), "\n".join(self.annex_ids.mapped("display_text"))),
        )
        filled = [(head, text) for head, text in sections if text]
        for number, (head, text) in enumerate(filled, 1):
            blocks.append(Heading(write_head(number, head, lang)))
            blocks += text.splitlines()
        return blocks

    def _split_line(self, line):
        """Return label and names of a line of the attendance."""
        label, _colon, names = line.replace("：", ": ", 1).partition(": ")
        return label, (names,)
