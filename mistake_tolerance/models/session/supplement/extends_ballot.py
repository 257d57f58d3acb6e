from odoo import api, fields, models


class ToleranceBallot(models.Model):
    """Shows a member what the inquiry answered since the case was returned."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset({"question_ids"})

    question_ids = fields.Many2many(
        "tolerance.inquiry.question",
        string="Questions Answered by the Inquiry",
        compute="_compute_question_ids",
    )

    @api.depends("case_id.question_ids.answer")
    @api.depends_context("uid")
    def _compute_question_ids(self):
        for ballot in self:
            # sudo: all are found; what the reader may not read is left out.
            questions = ballot.case_id.sudo().question_ids.sudo(False)
            questions = questions._filtered_access("read")
            ballot.question_ids = questions.filtered(
                lambda q, party=ballot.party_id: q.asked_on and q.party_id == party
            )
