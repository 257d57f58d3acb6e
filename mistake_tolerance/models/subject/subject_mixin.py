"""Fields for a record about one employee or one unit, and the subject they lead to."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.wording import write_list


class ToleranceSubjectMixin(models.AbstractModel):
    """A record about exactly one person or one unit."""

    _name = "tolerance.subject.mixin"
    _description = "Record about a Person or a Unit"
    _check_company_auto = True

    # Fields that follow from other records. A user who could write them would
    # direct the guard to another person, or enter a score that nobody computed.
    _fact_fields = frozenset({"subject_id"})

    employee_id = fields.Many2one(
        "hr.employee", index="btree_not_null", ondelete="restrict", check_company=True
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person or Unit",
        compute="_compute_subject_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )

    _about_one = models.Constraint(
        "CHECK (num_nonnulls(employee_id, department_id) = 1)",
        "Enter an employee or a unit, and not both.",
    )

    @api.depends(
        "employee_id.tolerance_subject_id", "department_id.tolerance_subject_id"
    )
    def _compute_subject_id(self):
        for record in self:
            record.subject_id = (
                record.employee_id.tolerance_subject_id
                or record.department_id.tolerance_subject_id
            )

    # Does not depend on the company of the employee: a transfer changes no old record.
    @api.depends("employee_id", "department_id")
    def _compute_company_id(self):
        for record in self:
            about = record.employee_id or record.department_id
            record.company_id = about.company_id or self.env.company

    @api.model_create_multi
    def create(self, vals_list):
        entered = set(self.default_get(list(self._fact_fields)))
        self._check_facts(entered.union(*vals_list))
        return super().create(vals_list)

    def write(self, vals):
        self._check_facts(vals)
        return super().write(vals)

    def _check_facts(self, names):
        """Refuse values for fields that follow from other records.

        :param names: names of the fields a caller wants to enter
        :raises AccessError: if one of them is a fact
        """
        if forged := self._fact_fields.intersection(names):
            labels = [self._fields[name].string for name in sorted(forged)]
            raise AccessError(
                self.env._(
                    "%(fields)s: leave this out, it follows from other records.",
                    fields=write_list(self.env, labels),
                )
            )
