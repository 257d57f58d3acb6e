from odoo import api, fields, models

from ...base.wording import write_list


class ToleranceInquiry(models.Model):
    """An inquiry that was reopened answers each question before it closes."""

    _inherit = "tolerance.inquiry"

    question_ids = fields.One2many("tolerance.inquiry.question", "inquiry_id")

    @api.depends("question_ids.answer", "question_ids.asked_on")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_next_action(self):
        action = super()._get_next_action()
        waiting = self._get_waiting_questions()
        if self.state != "open" or not waiting:
            return action
        return self.env._(
            "The body returned the case for supplementary inquiry; %(count)s of its "
            "questions wait for an answer. %(action)s",
            count=len(waiting),
            action=action,
        )

    def _get_todo_summary(self, name):
        """Say that the case came back; the questions are read where it is opened."""
        summary = super()._get_todo_summary(name)
        waiting = self._get_waiting_questions()
        if name != "inquire" or not waiting:
            return summary
        return self.env._(
            "Supplementary inquiry: %(count)s questions of the body", count=len(waiting)
        )

    def _get_lacks(self):
        lacks = super()._get_lacks()
        if waiting := self._get_waiting_questions():
            names = write_list(self.env, waiting.party_id.subject_id.mapped("name"))
            sentence = self.env._(
                "Answer each question of the body about %(names)s.", names=names
            )
            lacks.append((sentence, "question_ids"))
        return lacks

    def _get_waiting_questions(self):
        """Return the questions of a body that are not answered yet.

        :rtype: tolerance.inquiry.question
        """
        return self._get_put_questions().filtered(lambda q: not q.answer)

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
