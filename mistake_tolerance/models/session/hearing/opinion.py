from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.task_mixin import Task

ANSWERS = [
    ("supports", "Supports Tolerance"),
    ("against", "Does Not Support Tolerance"),
    ("none", "No View"),
]


class ToleranceHearingOpinion(models.Model):
    """The signed opinion of one professional on the question put to them.

    Who has no part in the case reads the question and the notice, and nothing else.
    """

    _name = "tolerance.hearing.opinion"
    _description = "Opinion of a Professional"
    _inherit = ["tolerance.signed.mixin"]
    _rec_name = "professional"
    _order = "hearing_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"answer", "opinion", "reasons"})
    _signed_content = frozenset({"answer", "opinion", "reasons"})
    _asked_content = frozenset(
        {"user_id", "professional", "profession", "question", "party_id"}
    )
    _sign_task = "give_opinion"
    _tasks = {"give_opinion": Task(is_personal=True)}

    hearing_id = fields.Many2one(
        "tolerance.hearing", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="hearing_id.case_id", store=True, index=True)
    case_number = fields.Char(related="case_id.name")
    company_id = fields.Many2one(related="hearing_id.company_id", store=True)
    held_at = fields.Datetime(related="hearing_id.held_at")
    place = fields.Char(related="hearing_id.place")
    professional = written.Char(
        compute="_compute_professional",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    profession = fields.Char(
        "Trade and Post", help="Why this person can judge the question."
    )
    party_id = fields.Many2one(
        "tolerance.case.party",
        string="About",
        ondelete="restrict",
        domain="[('case_id', '=', case_id)]",
        help="Empty where the question is the same for every party.",
    )
    question = written.Text(
        "Question Put",
        required=True,
        help="All that somebody without a part in the case has to know to answer.",
    )
    answer = fields.Selection(ANSWERS, "Answer to the Question", copy=False)
    opinion = written.Text(copy=False)
    reasons = written.Text(copy=False)

    _signed_whole = models.Constraint(
        "CHECK (state <> 'signed' OR (answer IS NOT NULL AND opinion IS NOT NULL "
        "AND reasons IS NOT NULL))",
        "A signed opinion has an answer and its reasons.",
    )

    def init(self):
        """Let the database refuse another hearing of an opinion."""
        super().init()
        keep_columns(self, "hearing_id")

    @api.depends("user_id")
    def _compute_professional(self):
        for record in self:
            # sudo: the name of a colleague is no secret.
            record.professional = record.professional or record.user_id.sudo().name

    @api.constrains("user_id", "party_id", "hearing_id")
    def _check_professional(self):
        """Refuse who is in conflict with the case, and a party of another case."""
        for record in self:
            conflicts = record.case_id._get_conflicts(record.user_id)
            if sentence := conflicts.get(record.user_id.id):
                raise ValidationError(sentence)
            if record.party_id and record.party_id.case_id != record.case_id:
                raise ValidationError(self.env._("Choose a party of this case."))

    def _is_asked(self):
        # sudo: the person who is asked may not read the hearing.
        return self.sudo().hearing_id.state not in (False, "draft")

    def _get_asked_refusal(self):
        # sudo: the person who is asked may not read the hearing.
        return self.sudo().hearing_id._get_under_way_refusal()

    def _ask(self):
        self.hearing_id._check_under_way()
        super()._ask()

    def _get_sign_day(self):
        return self.hearing_id._get_day()

    def _get_required_content(self):
        return ("answer", "opinion", "reasons")

    def _write_record(self):
        """Return question, answer and reasons as paragraphs of the record.

        :rtype: list
        """
        self.ensure_one()
        answers = dict(self._fields["answer"]._description_selection(self.env))
        parts = (
            self.professional,
            self.question,
            answers.get(self.answer),
            self.opinion,
            self.reasons,
            self.missing_reason,
        )
        return [line for part in parts if part for line in part.splitlines()]
