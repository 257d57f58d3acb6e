from odoo import api, fields, models

from ...rules.letter import Signature
from ..base.wording import write_day, write_list

# Which letter an application has now.
LETTERS = {
    "draft": "application",
    "with_unit": "application",
    "filed": "receipt",
    "returned": "return",
    "not_accepted": "refusal",
    "withdrawn": "application",
}
LATER = "acceptance"


class ToleranceApplication(models.Model):
    """Prints the application, its receipt, and the answer to it, each in its time."""

    _name = "tolerance.application"
    _inherit = ["tolerance.letter.mixin", "tolerance.application"]
    _logged_content = frozenset({"decided_outcome"})

    decided_outcome = fields.Char("Outcome", compute="_compute_decided_outcome")

    @api.depends("served_text")
    @api.depends_context("lang")
    def _compute_decided_outcome(self):
        """Say in a word what was decided: the letter that was served is long."""
        for application in self:
            # sudo: this was served to the reader, who may not read the decision.
            party_sudo = application.sudo().party_ids[:1]
            decision_sudo = party_sudo.case_id._get_decision(party_sudo)
            application.decided_outcome = (
                application.served_text and decision_sudo.degree_id.name
            )

    def _make_letter(self):
        self.ensure_one()
        # sudo: the applicant may not read the company and the case.
        application_sudo = self.sudo()
        kind = LETTERS.get(self.state, LATER)
        company_sudo = application_sudo.company_id
        wording = self.env["tolerance.letter.wording"]._find(kind, company_sudo)
        is_own = kind == "application"
        days = {"application": self.submitted_on, "receipt": self.filed_on}
        letter = wording._fill(
            application_sudo._get_letter_values(),
            sender="" if is_own else company_sudo.name,
            day=write_day(self.env, days.get(kind, self.answered_on)),
            draft=(self.state == "draft" and self.env._("Draft, not submitted")) or "",
        )
        if is_own:
            return letter._replace(
                seal="", signatures=(Signature(self.env._("Applicant")),)
            )
        return letter

    def _get_letter_values(self):
        """Return what the placeholders stand for.

        :return: ``{placeholder: text, or lines}``
        :rtype: dict
        """
        self.ensure_one()
        version = self.version_id
        case = self.party_ids.case_id
        grounds = dict(self._fields["answer_ground"]._description_selection(self.env))
        named = [version.scheme_id.name, version.scheme_id.document_number]
        requested = self.situation_ids.mapped("display_name")
        answer = [grounds.get(self.answer_ground), *_split(self.answer_reason)]
        return {
            "agency": self.company_id.name,
            "application": self.name or "",
            "subject": self.subject_id.name or self.user_id.name,
            "unit": self.department_id.complete_name or "",
            "organ": self.organ or "",
            "day": write_day(self.env, self.submitted_on),
            "case": case[:1].name or "",
            "regulation": " ".join(filter(None, named)),
            "request": self.degree_id.name or "",
            "situations": requested,
            "account": _split(self.what_happened),
            "statement": _split(self.statement),
            "opinion": _split(self.unit_opinion),
            "attachments": [
                self.env._(
                    "%(file)s (%(day)s)",
                    file=attachment.name,
                    day=write_day(self.env, attachment.create_date.date()),
                )
                for attachment in self.attachment_ids
            ],
            "receipt": _split(self.receipt),
            "answer": [line for line in answer if line],
            "articles": write_list(
                self.env,
                dict.fromkeys(
                    situation.article_id._cite(situation.clause)
                    for situation in self.situation_ids
                    if situation.article_id
                ),
            )
            if self.situation_ids.article_id
            else "",
        }


def _split(text):
    return (text or "").splitlines()
