from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..base import bounded
from ..base.write_permit import is_unlocked
from ..scheme.content.factor import SCALE_NAMES, SCALES

ANSWER = frozenset({"answer", "reasoning", "evidence_ids"})


class ToleranceAssessmentLine(models.Model):
    """One question of the assessment, its answer and what the answer rests on."""

    _name = "tolerance.assessment.line"
    _description = "Answer of an Assessment"
    _inherit = ["tolerance.original"]
    _order = "assessment_id, sequence, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"answer", "reasoning"})

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
            ("situation", "Claimed Situation"),
        ],
        required=True,
        readonly=True,
    )
    factor_id = fields.Many2one(
        "tolerance.scheme.factor", readonly=True, ondelete="restrict"
    )
    situation_id = fields.Many2one(
        "tolerance.scheme.situation", readonly=True, ondelete="restrict"
    )
    part_id = fields.Many2one(
        "tolerance.scheme.situation.part", readonly=True, ondelete="restrict"
    )
    name = fields.Char("Question", compute="_compute_name")
    scale = fields.Selection(
        SCALE_NAMES,
        "Answered By",
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
        copy=False,
    )
    reasoning = fields.Text(copy=False)
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
            f"(scale = '{scale}' AND answer IN {answers})"
            for scale, answers in SCALES.items()
        )
        + ")",
        "This question cannot be answered like this: choose one of the answers "
        "offered.",
    )

    @api.depends("scale")
    def _compute_allowed_answers(self):
        for line in self:
            line.allowed_answers = list(SCALES.get(line.scale, ()))

    @api.depends("factor_id", "situation_id", "part_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for line in self:
            if line.factor_id:
                line.name = line.factor_id.question or line.factor_id.name
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

    @api.depends("answer", "reasoning", "evidence_ids")
    def _compute_is_answered(self):
        for line in self:
            line.is_answered = bool(
                line.reasoning
                and line.answer
                and (line.evidence_ids or line.answer == "unclear")
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
