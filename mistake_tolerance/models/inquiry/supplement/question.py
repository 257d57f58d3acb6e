from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.write_permit import is_unlocked, unlocked


class ToleranceInquiryQuestion(models.Model):
    """A question that a body puts to the inquiry when it returns a case.

    That a body returns a case with questions is a choice of the product: no source
    words it. The question stays as it was put, and the inquiry closes only when each
    is answered.
    """

    _name = "tolerance.inquiry.question"
    _description = "Question to the Inquiry"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "question"
    _order = "case_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"question", "answer"})
    _permit_fields = frozenset({"asked_on"})

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    inquiry_id = fields.Many2one(
        "tolerance.inquiry",
        compute="_compute_inquiry_id",
        store=True,
        precompute=True,
        index=True,
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    party_id = fields.Many2one(
        "tolerance.case.party",
        string="About",
        required=True,
        ondelete="restrict",
        domain="[('case_id', '=', case_id)]",
    )
    question = written.Text(required=True)
    line_ids = fields.Many2many(
        "tolerance.assessment.line",
        "tolerance_inquiry_question_line_rel",
        "question_id",
        "line_id",
        string="To Be Answered Again",
        domain="[('case_id', '=', case_id), ('assessment_id.party_id', '=', party_id)]",
        help="Answers of the assessment that are opened again. What was answered "
        "before stays in the ledger.",
    )
    asked_on = fields.Date(readonly=True, copy=False)
    answer = written.Text(copy=False)
    answered_by = fields.Many2one("res.users", readonly=True, copy=False)
    can_work = fields.Boolean(compute="_compute_can_work")

    def init(self):
        """Let the database refuse another case of a question."""
        super().init()
        keep_columns(self, "case_id", "party_id")

    @api.depends("case_id.inquiry_ids")
    def _compute_inquiry_id(self):
        for record in self:
            record.inquiry_id = record.case_id.inquiry_ids[:1]

    @api.depends("asked_on", "case_id.inquiry_ids.state")
    @api.depends_context("uid")
    def _compute_can_work(self):
        for record in self:
            inquiry = record.case_id.inquiry_ids[:1]
            record.can_work = bool(record.asked_on and inquiry.can_work)

    @api.constrains("party_id", "case_id", "line_ids")
    def _check_party_id(self):
        for record in self:
            others = record.line_ids.assessment_id.party_id - record.party_id
            if record.party_id.case_id != record.case_id or others:
                raise ValidationError(
                    self.env._("Choose the party, and answers about this party.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        # A form sends what is empty, too.
        given = {name for vals in vals_list for name in vals if vals[name]}
        if not is_unlocked(self) and given & {"asked_on", "answer", "answered_by"}:
            raise AccessError(
                self.env._("A question is answered by the inquiry, once it was put.")
            )
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if not is_unlocked(self):
            if {"asked_on", "answered_by"} & vals.keys():
                raise AccessError(
                    self.env._("Use the buttons of the form: these fields follow them.")
                )
            for record in self:
                if record.asked_on:
                    record._check_answer(vals)
                elif "answer" in vals:
                    raise UserError(
                        self.env._(
                            "A question is answered by the inquiry, once it was put."
                        )
                    )
            if "answer" in vals:
                vals = {**vals, "answered_by": self.env.uid}
        return super().write(vals)

    def _check_answer(self, vals):
        """Refuse other changes of a question that was put, and answers of others."""
        if vals.keys() - {"answer"}:
            raise UserError(self.env._("A question that was put stays as it is."))
        self.case_id.inquiry_ids._check_work()

    @ondelete
    def _unlink_forbidden(self):
        if any(record.asked_on for record in self):
            raise UserError(self.env._("A question that was put stays on file."))

    def _put(self, day):
        """Put the questions; answers asked for anew are empty from here on.

        :param date day: of the return
        """
        unlocked(self).write({"asked_on": day})
        unlocked(self.line_ids).write(
            {"answer": False, "choice_id": False, "reasoning": False}
        )

    def _get_entries(self):
        """Return questions and answers as plain values, for the ledger.

        :rtype: list
        """
        return [
            {
                "subject_id": record.party_id.subject_id.id,
                "question": record.question,
                "again": record.line_ids.mapped("name"),
                "answer": record.answer or None,
            }
            for record in self
        ]
