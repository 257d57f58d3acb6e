from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...base import bounded
from ...base.deletion import ondelete
from .appraisal_cycle import AREA_CODES, PERIODS


class ToleranceAppraisal(models.Model):
    """The result of one person or unit in one appraisal."""

    _name = "tolerance.appraisal"
    _description = "Appraisal"
    _inherit = ["tolerance.personnel.record"]
    _order = "year desc, id desc"

    _closed_states = ("confirmed",)
    _mark_kinds = ("deduction", "grade_limit")
    _name_parts = ("subject_id.name", "area_id.name", "year", "period")
    _fact_fields = frozenset({"subject_id", "deduction", "score", "grade_id"})
    _content_fields = frozenset(
        {
            "employee_id",
            "department_id",
            "cycle_id",
            "area_id",
            "year",
            "period",
            "base_score",
            "points",
        }
    )

    cycle_id = fields.Many2one(
        "tolerance.appraisal.cycle",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    area_id = fields.Many2one(
        "tolerance.area",
        compute="_compute_area_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("code", "in", AREA_CODES)],
    )
    year = bounded.Integer(
        compute="_compute_year",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        low=1950,
        high=2200,
    )
    period = fields.Selection(
        PERIODS,
        compute="_compute_period",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    base_score = bounded.Float(
        compute="_compute_base_score",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        high=bounded.MAX_POINTS,
        tracking=True,
        help="At least that of the cycle, 100 without one; it can be higher for one "
        "person or unit. What takes points away is entered as a deduction.",
    )
    points = bounded.Float(
        "Points Added",
        high=bounded.MAX_POINTS,
        help="Enter points taken away as a deduction mark, with its reason.",
    )
    mark_ids = fields.One2many("tolerance.mark", "appraisal_id", string="Marks")
    deduction = bounded.Float(
        compute="_compute_score",
        store=True,
        help="Points of the deductions that count. A deduction that a decision "
        "neutralised does not count, nor does one for a matter on hold until the "
        "appraisal is confirmed.",
    )
    score = bounded.Float(
        compute="_compute_score", store=True, aggregator="avg", low=-bounded.MAX_SUM
    )
    grade_id = fields.Many2one(
        "tolerance.grade",
        compute="_compute_grade_id",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    state = fields.Selection(
        [("draft", "Draft"), ("pending", "Pending"), ("confirmed", "Confirmed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    was_confirmed = fields.Boolean(readonly=True, copy=False)
    confirmed_points = bounded.Float(
        "Points Added When Confirmed",
        readonly=True,
        copy=False,
        aggregator=None,
        high=bounded.MAX_POINTS,
    )

    # By record: two records of one person may have an appraisal each, from before
    # it was known that they are one.
    _employee_round_uniq = models.UniqueIndex(
        "(employee_id, area_id, year, period, company_id) "
        "WHERE employee_id IS NOT NULL",
        "This employee has an appraisal for this area, year and period already. Open "
        "that one; if it is a draft made by mistake, delete it first.",
    )
    _department_round_uniq = models.UniqueIndex(
        "(department_id, area_id, year, period, company_id) "
        "WHERE department_id IS NOT NULL",
        "This unit has an appraisal for this area, year and period already. Open "
        "that one; if it is a draft made by mistake, delete it first.",
    )

    @api.depends("cycle_id")
    def _compute_area_id(self):
        for appraisal in self:
            appraisal.area_id = (appraisal.cycle_id or appraisal).area_id

    @api.depends("cycle_id")
    def _compute_year(self):
        this_year = self.env.company._tolerance_today().year
        for appraisal in self:
            appraisal.year = (appraisal.cycle_id or appraisal).year or this_year

    @api.depends("cycle_id")
    def _compute_period(self):
        for appraisal in self:
            appraisal.period = (appraisal.cycle_id or appraisal).period or "year"

    @api.depends("cycle_id.base_score")
    def _compute_base_score(self):
        for appraisal in self:
            cycle = appraisal.cycle_id
            appraisal.base_score = cycle.base_score if cycle else 100

    @api.depends(
        "state",
        "base_score",
        "points",
        "mark_ids.kind",
        "mark_ids.counted_points",
        "mark_ids.active",
        "mark_ids.subject_id",
        "mark_ids.matter_id",
    )
    def _compute_score(self):
        counted = self._get_counted_marks().filtered(
            lambda mark: mark.kind == "deduction"
        )
        # With a reduced deduction, a mark that is neutralised counts in part.
        counted |= self.mark_ids.filtered(
            lambda mark: (
                mark.active and mark.kind == "deduction" and mark.is_neutralised
            )
        )
        for appraisal in self:
            deductions = appraisal.mark_ids & counted
            appraisal.deduction = sum(deductions.mapped("counted_points"))
            appraisal.score = (
                appraisal.base_score + appraisal.points - appraisal.deduction
            )

    @api.depends(
        "state",
        "score",
        "area_id",
        "company_id",
        "mark_ids.kind",
        "mark_ids.grade_id",
        "mark_ids.active",
        "mark_ids.is_neutralised",
        "mark_ids.subject_id",
        "mark_ids.matter_id",
    )
    def _compute_grade_id(self):
        # There are few, so they are read once for all appraisals.
        # pylint: disable-next=no-search-all
        grades = self.env["tolerance.grade"].search([])
        counted = self._get_counted_marks()
        for appraisal in self:
            marks = appraisal.mark_ids & counted
            limits = marks.filtered(lambda m: m.kind == "grade_limit").grade_id
            reachable = grades._get_for(appraisal.company_id, appraisal.area_id)
            appraisal.grade_id = reachable._pick(appraisal.score, limits)

    @api.depends("subject_id", "area_id", "year", "period")
    @api.depends_context("lang")
    def _compute_display_name(self):
        periods = dict(self._fields["period"]._description_selection(self.env))
        for appraisal in self:
            name = self.env._(
                "%(subject)s, %(area)s %(year)s",
                subject=appraisal.subject_id.name or "",
                area=appraisal.area_id.name or "",
                year=appraisal.year or "",
            )
            if appraisal.period and appraisal.period != "year":
                name = f"{name} {periods[appraisal.period]}"
            appraisal.display_name = name

    @ondelete
    def _unlink_never_confirmed(self):
        if self.filtered("was_confirmed"):
            raise UserError(
                self.env._("An appraisal that was confirmed once stays on file.")
            )

    @api.constrains("employee_id", "department_id", "area_id", "year", "period")
    def _check_only_one(self):
        """Appraise a person once for one area and time, under whichever record."""
        # sudo: the search must find appraisals that this officer may not see.
        present_sudo = self.sudo().search(
            [
                ("subject_id", "in", self.subject_id.ids),
                ("year", "in", list(set(self.mapped("year")))),
            ]
        )
        rounds = present_sudo.grouped(
            lambda a: (a.subject_id, a.company_id, a.area_id, a.year, a.period)
        )
        if twice := [same for same in rounds.values() if same & self and len(same) > 1]:
            raise ValidationError(
                self.env._(
                    "%(record)s: there is an appraisal for this area, year and period "
                    "already, perhaps under another record of the same person. Open "
                    "that one; if it is a draft made by mistake, delete it first.",
                    record=twice[0][:1].display_name,
                )
            )

    @api.constrains("cycle_id", "area_id", "year", "period")
    def _check_cycle(self):
        """Keep an appraisal in the round of its cycle, where its quota is counted."""
        for appraisal in self:
            cycle = appraisal.cycle_id
            if cycle and any(
                appraisal[name] != cycle[name] for name in ("area_id", "year", "period")
            ):
                raise ValidationError(
                    self.env._(
                        "%(record)s: area, year and period are those of the cycle, "
                        "%(cycle)s. Take the appraisal out of the cycle to appraise "
                        "for another time.",
                        record=appraisal.display_name,
                        cycle=cycle.name,
                    )
                )

    @api.constrains("base_score", "cycle_id")
    def _check_base_score(self):
        """Refuse a base that takes points away as a deduction would, without one."""
        for appraisal in self:
            cycle = appraisal.cycle_id
            floor = cycle.base_score if cycle else 100
            if appraisal.base_score < floor:
                raise ValidationError(
                    self.env._(
                        "%(record)s: a base score below that of the cycle, %(base)s, "
                        "takes points away. Enter a deduction with its reason instead.",
                        record=appraisal.display_name,
                        base=f"{floor:g}",
                    )
                )
