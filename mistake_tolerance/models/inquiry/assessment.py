from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..base.field import written
from ..base.single import check_single
from ..base.wording import write_list
from ..base.write_permit import is_unlocked
from ..scheme.content.factor import NATURES


class ToleranceAssessment(models.Model):
    """The findings of the inquiry about one party: an answer to every question.

    Required before every determination, a refusal too.
    """

    _name = "tolerance.assessment"
    _description = "Assessment"
    _inherit = [
        "tolerance.original",
        "tolerance.derived",
        "tolerance.grounded.mixin",
    ]
    _rec_name = "party_id"
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {
            "conclusion",
            "exclusion_statement",
            "line_ids",
            "responsibility_ids",
        }
    )

    party_id = fields.Many2one(
        "tolerance.case.party",
        required=True,
        ondelete="restrict",
        readonly=True,
        index=True,
    )
    case_id = fields.Many2one(related="party_id.case_id", store=True, index=True)
    matter_title = fields.Char(related="case_id.matter_title")
    company_id = fields.Many2one(related="party_id.company_id", store=True)
    line_ids = fields.One2many("tolerance.assessment.line", "assessment_id")
    nature = fields.Selection(NATURES, "Nature of Responsibility", copy=False)
    has_choices = fields.Boolean(
        compute="_compute_has_choices", export_string_translation=False
    )
    has_responsibilities = fields.Boolean(
        compute="_compute_has_choices", export_string_translation=False
    )
    version_id = fields.Many2one(related="case_id.version_id")
    responsibility_ids = fields.Many2many(
        "tolerance.scheme.responsibility",
        "tolerance_assessment_responsibility_rel",
        "assessment_id",
        "responsibility_id",
        string="Kinds of Responsibility",
        copy=False,
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
        help="In the words of the regulation, each behind the group that tells the "
        "kinds apart; choose one of a group at most.",
    )
    exclusion_statement = fields.Text(
        related="party_id.exclusion_statement",
        string="Applicant's Statement on Exclusions",
    )
    suspected_exclusion_ids = fields.Many2many(
        related="party_id.suspected_exclusion_ids", string="Signs of an Exclusion"
    )
    conclusion = written.Text(
        help="Why the responsibility is of this nature.", copy=False
    )
    is_complete = fields.Boolean(compute="_compute_is_complete", store=True)
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    answered = fields.Char("Questions Answered", compute="_compute_answered")
    can_work = fields.Boolean(compute="_compute_can_work")

    _party_uniq = models.UniqueIndex(
        "(party_id)", "This party has its assessment already."
    )

    @api.depends("line_ids.is_answered", "nature", "conclusion")
    def _compute_is_complete(self):
        for assessment in self:
            assessment.is_complete = bool(
                assessment.nature
                and assessment.conclusion
                and all(line.is_answered for line in assessment.line_ids)
            )

    @api.depends("line_ids.scale", "case_id")
    def _compute_has_choices(self):
        for assessment in self:
            assessment.has_choices = "choice" in assessment.line_ids.mapped("scale")
            known = assessment.version_id.responsibility_ids
            assessment.has_responsibilities = not all(known.mapped("is_open"))

    @api.depends("line_ids.is_answered", "nature", "conclusion", "can_work")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for assessment in self:
            assessment.next_action = assessment._get_next_action()

    def _get_next_action(self):
        """Return the next act: missing answers, then the report of the inquiry.

        :rtype: str
        """
        self.ensure_one()
        inquiry = self.case_id.inquiry_ids[:1]
        if not self.can_work:
            return self.env._("Nothing to do here.")
        open_lines = self.line_ids.filtered(lambda line: not line.is_answered)
        if set(open_lines.mapped("scale")) == {"text"}:
            return self.env._(
                "What is left is answered in words: leave the answer empty and write "
                "it under Reasons, with the evidence. Choose “Unclear” only where it "
                "is not clear."
            )
        if open_lines:
            return self.env._(
                "Press a question to answer it, with reasons and the evidence it rests "
                "on; a digit chooses the answer that stands in this place of its list, "
                "and the Tab key leads on. “Unclear” needs no evidence."
            )
        if not self.is_complete:
            return self.env._(
                "All is answered: below the questions, enter the nature of the "
                "responsibility and the conclusion."
            )
        return self.env._(
            "In “%(place)s”: %(action)s",
            place=inquiry.display_name,
            action=inquiry._get_next_action(),
        )

    @api.depends("line_ids.is_answered")
    def _compute_answered(self):
        for assessment in self:
            lines = assessment.line_ids
            done = len(lines.filtered("is_answered"))
            assessment.answered = f"{done} / {len(lines)}"

    @api.depends("case_id.inquiry_ids.state", "case_id.inquiry_ids.member_ids.state")
    @api.depends_context("uid")
    def _compute_can_work(self):
        for assessment in self:
            assessment.can_work = assessment.case_id.inquiry_ids[:1].can_work

    @api.constrains("responsibility_ids")
    def _check_responsibility_ids(self):
        for assessment in self:
            kinds = assessment.responsibility_ids
            if kinds.version_id - assessment.version_id:
                raise ValidationError(
                    self.env._("Choose from the scheme version of the case.")
                )
            kinds._check_usable()
            for same in kinds.grouped("axis").values():
                if len(same) > 1:
                    raise ValidationError(
                        self.env._(
                            "The regulation tells these apart: %(kinds)s. Choose one "
                            "of them.",
                            kinds=write_list(self.env, same.mapped("name")),
                        )
                    )

    def write(self, vals):
        if not is_unlocked(self):
            if "party_id" in vals:
                raise AccessError(self.env._("An assessment stays with its party."))
            self._check_work()
        return super().write(vals)

    def action_open(self):
        """Open the questions on a page of their own."""
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _check_work(self):
        """Refuse changes by others than the team, or after the closing."""
        for inquiry in self.case_id.inquiry_ids:
            inquiry._check_work()

    @api.model
    def _make(self, parties):
        """Ask, for each party, every question of the scheme and of its claims.

        :param tolerance.case.party parties: who joined the inquiry
        :rtype: tolerance.assessment
        """
        # sudo: the questions come from the scheme; no user writes them.
        assessments_sudo = self.sudo().create(
            [{"party_id": party.id} for party in parties]
        )
        lines = []
        for assessment in assessments_sudo:
            lines += assessment._get_questions()
        assessments_sudo.line_ids.create(lines)
        return assessments_sudo.sudo(False)

    def _get_questions(self):
        """List the questions of the scheme and of the claims, in the order to answer.

        Conditions and distinctions come first, then exclusions, factors and the parts
        of claimed situations. What is excluded is asked before anybody votes.

        :return: values of lines
        :rtype: list
        """
        self.ensure_one()
        known = self.case_id.version_id.factor_ids.filtered(lambda f: not f.is_open)
        factors = known.grouped("kind")
        questions = []
        for factor in self._sort(factors, "condition") + self._sort(
            factors, "distinction"
        ):
            questions.append(self._prepare_factor(factor))
            if factor.stop_question:
                questions.append(
                    {**self._prepare_factor(factor), "is_stop": True, "scale": "found"}
                )
        questions += [
            {"kind": "exclusion", "exclusion_id": exclusion.id, "scale": "found"}
            for exclusion in self.case_id._get_exclusions()
        ]
        questions += map(self._prepare_factor, self._sort(factors, "factor"))
        claimed = self.party_id.claimed_situation_ids
        for situation in claimed or self.case_id.party_ids.claimed_situation_ids:
            if not situation.part_ids:
                questions.append({"kind": "situation", "situation_id": situation.id})
            questions += [
                {
                    "kind": "situation",
                    "situation_id": situation.id,
                    "part_id": part.id,
                }
                for part in situation.part_ids
            ]
        return [
            {**question, "assessment_id": self.id, "sequence": number}
            for number, question in enumerate(questions)
        ]

    def _sort(self, factors, kind):
        """Return the factors of a kind in their order.

        :param dict factors: ``{kind: factors}``
        :rtype: tolerance.scheme.factor
        """
        found = factors.get(kind, self.case_id.version_id.factor_ids.browse())
        return found.sorted(lambda factor: (factor.sequence, factor.id))

    def _prepare_factor(self, factor):
        return {"kind": factor.kind, "factor_id": factor.id, "scale": factor.scale}
