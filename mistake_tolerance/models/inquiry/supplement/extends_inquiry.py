from odoo import fields, models

from ...base.wording import write_list


class ToleranceInquiry(models.Model):
    """An inquiry that was reopened answers each question before it closes."""

    _inherit = "tolerance.inquiry"

    question_ids = fields.One2many("tolerance.inquiry.question", "inquiry_id")

    def _get_lacks(self):
        lacks = super()._get_lacks()
        waiting = self._get_put_questions().filtered(lambda q: not q.answer)
        if waiting:
            names = write_list(self.env, waiting.party_id.subject_id.mapped("name"))
            sentence = self.env._(
                "Answer each question of the body about %(names)s.", names=names
            )
            lacks.append((sentence, "question_ids"))
        return lacks

    def _get_put_questions(self):
        """Return the questions that a body has put.

        :rtype: tolerance.inquiry.question
        """
        # sudo: the team works on the inquiry; the questions are put to it.
        questions_sudo = self.case_id.sudo().question_ids
        return questions_sudo.filtered("asked_on").sudo(False)

    def _get_supplement(self):
        """Return the questions answered, for the ledger, where there were any.

        :rtype: dict
        """
        questions = self._get_put_questions()
        return {"questions": questions._get_entries()} if questions else {}
