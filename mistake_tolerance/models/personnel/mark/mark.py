"""A mark: one thing held against a person or unit, such as three points deducted."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_repr

from ...base import bounded
from ...base.deletion import ondelete
from ...base.field import written
from ...base.wording import write_day, write_list
from ...confidentiality.conflict_closure import OF_SUBJECT


class ToleranceMark(models.Model):
    """A negative note about a person or a unit."""

    _name = "tolerance.mark"
    _description = "Negative Mark"
    _inherit = ["tolerance.subject.mixin", "tolerance.dated"]
    _order = "date desc, id desc"
    _conflict_paths = ("matter_id.conflict_ids", "effect_id.matter_id.conflict_ids")
    _own_page_paths = OF_SUBJECT

    _past_days = ("date",)

    _fact_fields = frozenset({"subject_id", "is_neutralised", "counted_points"})
    _content_fields = frozenset(
        {
            "kind",
            "employee_id",
            "department_id",
            "area_id",
            "matter_id",
            "date",
            "points",
            "grade_id",
            "reason",
            "appraisal_id",
            "promotion_id",
            "check_id",
            "commendation_id",
            "result_ref",
            "active",
        }
    )

    kind = fields.Selection(
        [
            ("deduction", "Deduction"),
            ("grade_limit", "Grade Limit"),
            ("objection", "Objection"),
            ("veto", "Veto"),
        ],
        required=True,
    )
    # Not indexed: it is searched together with the person or the matter.
    company_id = fields.Many2one(index=False)
    employee_id = fields.Many2one(
        compute="_compute_employee_id", store=True, readonly=False, precompute=True
    )
    department_id = fields.Many2one(
        compute="_compute_department_id", store=True, readonly=False, precompute=True
    )
    area_id = fields.Many2one(
        "tolerance.area",
        compute="_compute_area_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The matter that this mark counts. A decision on it can neutralise "
        "the mark.",
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env.company._tolerance_today(),
    )
    points = bounded.Float("Points Deducted", high=bounded.MAX_POINTS)
    grade_id = fields.Many2one(
        "tolerance.grade", string="Best Grade Allowed", ondelete="restrict"
    )
    reason = written.Text(required=True)
    appraisal_id = fields.Many2one(
        "tolerance.appraisal",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    promotion_id = fields.Many2one(
        "tolerance.promotion",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    commendation_id = fields.Many2one(
        "tolerance.commendation",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    check_id = fields.Many2one(
        "tolerance.promotion.check",
        string="Requirement Not Met",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The line of the checklist that this objection explains. If a decision "
        "neutralises the objection, the line no longer stands in the way.",
    )
    result_ref = fields.Reference(
        selection="_get_result_models",
        string="Ground of",
        index="btree_not_null",
        copy=False,
        help="The result of another record type that this mark is a ground of, for "
        "example a rejected promotion. The guard of that type says that marks are its "
        "grounds.",
    )
    is_neutralised = fields.Boolean("Neutralised", readonly=True, copy=False)
    active = fields.Boolean(default=True)

    _one_parent = models.Constraint(
        "CHECK (num_nonnulls(appraisal_id, promotion_id, commendation_id, result_ref) "
        "<= 1)",
        "A mark belongs to one appraisal, promotion, commendation or other result at "
        "most.",
    )

    @api.depends(
        "appraisal_id.employee_id",
        "promotion_id.employee_id",
        "commendation_id.employee_id",
    )
    def _compute_employee_id(self):
        for mark in self:
            mark.employee_id = (mark._get_parent() or mark).employee_id

    @api.depends("appraisal_id.department_id", "commendation_id.department_id")
    def _compute_department_id(self):
        for mark in self:
            mark.department_id = (mark._get_parent() or mark).department_id

    @api.depends(
        "appraisal_id.area_id", "promotion_id.area_id", "commendation_id.area_id"
    )
    def _compute_area_id(self):
        for mark in self:
            mark.area_id = (mark._get_parent() or mark).area_id

    @api.depends("kind", "points", "subject_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for mark in self:
            points = f" {float_repr(mark.points, 1)}" if mark.points else ""
            mark.display_name = self.env._(
                "%(kind)s%(points)s, %(subject)s, %(date)s",
                kind=kinds.get(mark.kind, ""),
                points=points,
                subject=mark.subject_id.name or "",
                date=write_day(self.env, mark.date),
            )

    @api.constrains(
        "kind",
        "employee_id",
        "department_id",
        "area_id",
        "grade_id",
        "appraisal_id",
        "promotion_id",
        "commendation_id",
    )
    def _check_fits(self):
        for mark in self:
            if mark.kind == "grade_limit" and not mark.grade_id:
                raise ValidationError(
                    self.env._("Enter the best grade that the limit allows.")
                )
            parent = mark._get_parent()
            if not parent:
                continue
            if mark.kind not in parent._mark_kinds:
                raise ValidationError(
                    self.env._("Choose a kind of mark that counts in this record.")
                )
            if mark.area_id != parent.area_id or mark.subject_id != parent.subject_id:
                raise ValidationError(
                    self.env._(
                        "A mark has the area and the person or unit of the record "
                        "it belongs to: leave both to the record."
                    )
                )

    @api.constrains("check_id", "promotion_id")
    def _check_requirement(self):
        for mark in self.filtered("check_id"):
            if mark.check_id.promotion_id != mark.promotion_id:
                raise ValidationError(
                    self.env._("Choose a requirement of the same proposal.")
                )

    @api.constrains("date", "matter_id")
    def _check_date(self):
        for mark in self:
            # sudo: only the day is compared; the officer may not see the matter.
            matter_sudo = mark.matter_id.sudo()
            if not matter_sudo or mark.date >= matter_sudo.occurred_on:
                continue
            # The message names the matter only to those who may read it.
            if mark.matter_id.sudo(False)._filtered_access("read"):
                raise ValidationError(
                    self.env._(
                        "A mark for matter %(matter)s cannot be dated before it "
                        "happened, on %(date)s.",
                        matter=matter_sudo.name,
                        date=write_day(self.env, matter_sudo.occurred_on),
                    )
                )
            raise ValidationError(
                self.env._("A mark cannot be dated before its matter happened.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        marks = super().create(vals_list)
        marks._check_parent_open()
        return marks

    def write(self, vals):
        if self._content_fields.isdisjoint(vals):
            return super().write(vals)
        self._check_still_counts()
        self._check_parent_open()
        result = super().write(vals)
        self._check_parent_open()
        return result

    @ondelete
    def _unlink_only_open(self):
        self._check_still_counts()
        self._check_parent_open()

    def _get_parent(self):
        """Return the record whose result the mark lowers, if it has one."""
        self.ensure_one()
        return self.appraisal_id or self.promotion_id or self.commendation_id

    def _check_still_counts(self):
        """Let the database refuse changes of a mark that a decision neutralised."""
        if neutralised := self.filtered("is_neutralised"):
            raise UserError(
                self.env._(
                    "%(marks)s: a decision neutralised this, and it stays on file as "
                    "it was. Enter another mark for another matter.",
                    marks=write_list(self.env, neutralised.mapped("display_name")),
                )
            )

    def _check_parent_open(self):
        """Refuse to touch the marks of a record that is settled."""
        for mark in self:
            parent = mark._get_parent()
            if parent and parent.state in parent._closed_states:
                raise UserError(
                    self.env._(
                        "%(record)s is settled: reopen it before changing its marks.",
                        record=parent.display_name,
                    )
                )
