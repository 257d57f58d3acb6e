from odoo import api, fields, models


class ToleranceBallot(models.Model):
    """Returns a case by the vote, and shows what the inquiry answered since then."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset({"question_ids"})

    question_ids = fields.Many2many(
        "tolerance.inquiry.question",
        string="Questions Answered by the Inquiry",
        compute="_compute_question_ids",
    )
    admits_return = fields.Boolean(compute="_compute_admits_return")

    @api.depends("session_id.is_collective", "session_id.step_id")
    def _compute_admits_return(self):
        """Compute whether members can vote for it; who decides alone has a button."""
        for ballot in self:
            session = ballot.session_id
            ballot.admits_return = session.is_collective and bool(
                session._get_inquiry_step()
            )

    def _get_return_lacks(self):
        lacks = super()._get_return_lacks()
        if not self.admits_return:
            lacks.append(
                self.env._("This body cannot return the case by its vote here.")
            )
        if not self.question:
            lacks.append(self.env._("Write what the inquiry has to answer."))
        return lacks

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
