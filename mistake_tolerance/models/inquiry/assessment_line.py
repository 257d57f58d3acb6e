from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..base import bounded
from ..base.field import written
from ..base.write_permit import is_unlocked
from ..scheme.content.factor import SCALE_NAMES, SCALES
from ..scheme.why.grounded_mixin import FoundAnswer

# The texts of the regulation that a question is made of.
TEXTS = (
    "factor_id.stop_question",
    "factor_id.question",
    "factor_id.name",
    "exclusion_id.name",
    "situation_id.name",
    "part_id.name",
)
ANSWER = frozenset({"answer", "choice_id", "reasoning", "evidence_ids"})


class ToleranceAssessmentLine(models.Model):
    """One question of the assessment, its answer and what the answer rests on."""

    _name = "tolerance.assessment.line"
    _description = "Answer of an Assessment"
    _inherit = ["tolerance.original", "tolerance.derived"]
    _order = "assessment_id, sequence, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"answer", "answer_text", "choice_id", "reasoning"})

    assessment_id = fields.Many2one(
        "tolerance.assessment", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="assessment_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    sequence = bounded.Integer(aggregator=None)
    kind = fields.Selection(
        [
            ("condition", "Condition"),
            ("distinction", "Distinction"),
            ("factor", "Factor"),
            ("exclusion", "Exclusion"),
            ("situation", "Claimed Situation"),
        ],
        required=True,
        readonly=True,
    )
    factor_id = fields.Many2one(
        "tolerance.scheme.factor", readonly=True, ondelete="restrict"
    )
    is_stop = fields.Boolean(
        "Second Question",
        readonly=True,
        help="Asks of a distinction whether the side that is not tolerated is found.",
    )
    exclusion_id = fields.Many2one(
        "tolerance.scheme.exclusion", readonly=True, ondelete="restrict"
    )
    situation_id = fields.Many2one(
        "tolerance.scheme.situation", readonly=True, ondelete="restrict"
    )
    part_id = fields.Many2one(
        "tolerance.scheme.situation.part", readonly=True, ondelete="restrict"
    )
    name = fields.Char("Question", compute="_compute_name")
    citation = fields.Char(compute="_compute_citation")
    scale = fields.Selection(
        [*SCALE_NAMES, ("found", "Found or not found")],
        "Form of Answer",
        default="met",
        required=True,
        readonly=True,
    )
    allowed_answers = fields.Json(compute="_compute_allowed_answers")
    answer = fields.Selection(
        [
            ("yes", "Yes"),
            ("partly", "Partly"),
            ("no", "No"),
            ("for", "Speaks For"),
            ("neutral", "Neither"),
            ("against", "Speaks Against"),
            ("minor", "Minor"),
            ("ordinary", "Ordinary"),
            ("serious", "Serious"),
            ("unclear", "Unclear"),
        ],
        "Answer Chosen",
        copy=False,
    )
    choice_id = fields.Many2one(
        "tolerance.scheme.factor.choice",
        ondelete="restrict",
        copy=False,
        domain="[('factor_id', '=', factor_id)]",
        help="The answer to an open question, among those that the scheme names.",
    )
    answer_text = fields.Char("Answer Given", compute="_compute_answer_text")
    reasoning = written.Text(copy=False)
    evidence_ids = fields.Many2many(
        "tolerance.evidence",
        "tolerance_assessment_line_evidence_rel",
        "line_id",
        "evidence_id",
        string="Evidence It Rests On",
        copy=False,
        domain="[('case_id', '=', case_id)]",
    )
    is_answered = fields.Boolean(compute="_compute_is_answered", store=True)
    can_work = fields.Boolean(related="assessment_id.can_work", related_sudo=False)

    _answer_scale = models.Constraint(
        "CHECK (answer IS NULL OR "
        + " OR ".join(
            f"(scale = '{scale}' AND answer IN ({','.join(map(repr, answers))}))"
            for scale, answers in SCALES.items()
        )
        + ")",
        "This question cannot be answered like this: choose one of the answers "
        "offered.",
    )
    _choice_scale = models.Constraint(
        "CHECK (choice_id IS NULL OR (scale = 'choice' AND answer IS NULL))",
        "A question has one answer: a choice, or that it is not clear.",
    )

    @api.depends("scale")
    def _compute_allowed_answers(self):
        for line in self:
            line.allowed_answers = list(SCALES.get(line.scale, ()))

    @api.model
    def _search_display_name(self, operator, value):
        """Search questions by their text, as where one is chosen from a list."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return Domain.OR(Domain(name, operator, value) for name in TEXTS)

    @api.depends("factor_id", "is_stop", "exclusion_id", "situation_id", "part_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for line in self:
            if line.is_stop:
                line.name = line.factor_id.stop_question
            elif line.factor_id:
                line.name = line.factor_id.question or line.factor_id.name
            elif line.exclusion_id:
                line.name = line._get_exclusion_question()
            elif line.part_id:
                line.name = self.env._(
                    "%(situation)s: %(part)s",
                    situation=line.situation_id._get_item(),
                    part=line.part_id.name,
                )
            elif line.situation_id:
                line.name = line.situation_id._get_item()
            else:
                line.name = False

    def _get_exclusion_question(self):
        if self.exclusion_id.kind == "stop":
            return self.env._(
                "Was this found, which rules tolerance out: %(exclusion)s?",
                exclusion=self.exclusion_id.name,
            )
        return self.env._(
            "Was this found, which calls for strict handling: %(exclusion)s?",
            exclusion=self.exclusion_id.name,
        )

    @api.depends("factor_id", "exclusion_id", "situation_id")
    @api.depends_context("lang")
    def _compute_citation(self):
        for line in self:
            provision = line.factor_id or line.exclusion_id or line.situation_id
            line.citation = provision.citation

    @api.depends("answer", "choice_id")
    @api.depends_context("lang")
    def _compute_answer_text(self):
        labels = dict(self._fields["answer"]._description_selection(self.env))
        for line in self:
            line.answer_text = line.choice_id.name or labels.get(line.answer, False)

    @api.depends("answer", "choice_id", "reasoning", "evidence_ids", "scale")
    def _compute_is_answered(self):
        for line in self:
            line.is_answered = line._is_told() and (
                line._is_not_found()
                or bool(
                    line.reasoning and (line.evidence_ids or line.answer == "unclear")
                )
            )

    def _is_told(self):
        """Return whether there is an answer, in the way that the scale asks for.

        :rtype: bool
        """
        in_words = self.scale == "text" and self.reasoning
        return bool(self.answer or self.choice_id or in_words)

    def _is_not_found(self):
        """Return whether what stands against tolerance was not found.

        Nothing shows what is not there: such an answer needs no evidence.

        :rtype: bool
        """
        return self.scale == "found" and self.answer == "no"

    @api.onchange("choice_id")
    def _onchange_choice_id(self):
        if self.choice_id:
            self.answer = False

    @api.onchange("answer")
    def _onchange_answer(self):
        if self.answer:
            self.choice_id = False

    @api.constrains("choice_id", "factor_id")
    def _check_choice_id(self):
        for line in self:
            if line.choice_id.factor_id - line.factor_id:
                raise ValidationError(
                    self.env._(
                        "“%(question)s” cannot be answered like this: choose one of "
                        "the answers offered.",
                        question=line.name,
                    )
                )

    @api.constrains("answer", "scale")
    def _check_answer(self):
        for line in self:
            if line.answer and line.answer not in SCALES[line.scale]:
                raise ValidationError(
                    self.env._(
                        "“%(question)s” cannot be answered like this: choose one of "
                        "the answers offered.",
                        question=line.name,
                    )
                )

    @api.constrains("evidence_ids")
    def _check_evidence_ids(self):
        for line in self:
            if line.evidence_ids.case_id - line.case_id:
                raise ValidationError(
                    self.env._("An answer rests on evidence of the same case.")
                )

    def write(self, vals):
        if not is_unlocked(self):
            if vals.keys() - ANSWER:
                raise AccessError(self.env._("The questions come from the scheme."))
            self.assessment_id._check_work()
        return super().write(vals)

    def _list_found_answers(self):
        """Return questions, answers, reasons and evidence that the user may read.

        :return: :class:`FoundAnswer` for each line
        :rtype: list
        """
        # They are shown in a dialog, which is no record of the case.
        self._note_reading({"answer", "reasoning"})
        # Evidence that comes from a protected source is not named to everybody.
        shown = self.evidence_ids._filtered_access("read")
        return [
            FoundAnswer(
                line.name, line.answer_text, line.reasoning, line.evidence_ids & shown
            )
            for line in self
        ]

    def _get_question_kind(self):
        """Return the kind of the question, as the rules name it.

        :rtype: str
        """
        self.ensure_one()
        if self.is_stop:
            return "stop"
        if self.exclusion_id:
            return self.exclusion_id._get_question_kind()
        return self.kind
