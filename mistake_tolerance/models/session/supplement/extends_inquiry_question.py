from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.db_trigger import keep_columns
from ...base.person import check_person
from ...base.write_permit import is_unlocked


class ToleranceInquiryQuestion(models.Model):
    """Questions that an open session enters, and puts when it returns the case."""

    _inherit = "tolerance.inquiry.question"

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )

    def init(self):
        """Let the database refuse another session of a question."""
        super().init()
        keep_columns(self, "session_id", "case_id", "party_id")

    @api.model_create_multi
    def create(self, vals_list):
        is_own = not is_unlocked(self)
        if is_own:
            check_person(self.env)
        Session = self.env["tolerance.session"]
        questions = super().create(
            [
                {**vals, "case_id": Session.browse(vals.get("session_id")).case_id.id}
                for vals in vals_list
            ]
        )
        if is_own:
            questions._check_asker()
        return questions

    def write(self, vals):
        self.check_access("write")
        if not is_unlocked(self):
            self.filtered(lambda question: not question.asked_on)._check_asker()
        return super().write(vals)

    def _check_asker(self):
        """Refuse questions by users who do not lead the session, or once it closed."""
        for session in self.session_id:
            if sentence := session._get_asker_refusal():
                raise UserError(sentence)
