from odoo import fields, models
from odoo.exceptions import UserError

from ..base import bounded
from ..base.field import written


class ToleranceSubjectType(models.Model):
    """A kind of units or of staff, by which a regulation says whom it covers."""

    _name = "tolerance.subject.type"
    _description = "Kind of Units or Staff"
    _order = "kind desc, sequence, id"

    name = written.Char(required=True, translate=True)
    code = written.Char(
        required=True, help="A workbook and a shipped regulation know the kind by it."
    )
    kind = fields.Selection(
        [("unit", "Units"), ("person", "Staff")],
        "Kind Of",
        required=True,
        default="unit",
    )
    sequence = bounded.Integer(default=10, aggregator=None)

    _code_uniq = models.UniqueIndex("(code)", "Each kind has a code of its own.")

    def write(self, vals):
        # Departments, posts and published regulations rest on it.
        if any(
            record[name] != vals.get(name, record[name])
            for record in self
            for name in ("code", "kind")
        ):
            raise UserError(
                self.env._(
                    "Code and kind stay as they are: regulations rest on them. Add a "
                    "new kind instead."
                )
            )
        return super().write(vals)


class HrDepartment(models.Model):
    _inherit = "hr.department"

    tolerance_type_id = fields.Many2one(
        "tolerance.subject.type",
        "Kind of Unit",
        domain=[("kind", "=", "unit")],
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        help="Says which regulation on error tolerance applies to the unit and to who "
        "works there. Left empty, it is of the kind of the department above.",
    )

    def _get_tolerance_types(self):
        """Return the kinds of these departments, or of what stands above them.

        :rtype: tolerance.subject.type
        """
        types = self.env["tolerance.subject.type"]
        departments = self
        while departments:
            types |= departments.tolerance_type_id
            untyped = departments.filtered(lambda d: not d.tolerance_type_id)
            departments = untyped.parent_id
        return types


class HrJob(models.Model):
    _inherit = "hr.job"

    tolerance_type_id = fields.Many2one(
        "tolerance.subject.type",
        "Kind of Staff",
        domain=[("kind", "=", "person")],
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        help="Says which regulation on error tolerance applies to who holds this post.",
    )


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_types(self, company):
        """Return the kinds of units and staff to which this subject belongs.

        What nobody has entered is missing.

        :param res.company company: whose records count
        :rtype: tolerance.subject.type
        """
        # sudo: an applicant may not read employee records; a kind is no secret.
        subject_sudo = self.sudo()
        employees_sudo = subject_sudo.employee_ids.filtered(
            lambda e: e.company_id == company
        )
        departments_sudo = employees_sudo.department_id
        departments_sudo |= subject_sudo.department_ids.filtered(
            lambda d: d.company_id in (company, company.browse())
        )
        types_sudo = departments_sudo._get_tolerance_types()
        return (types_sudo | employees_sudo.job_id.tolerance_type_id).with_env(self.env)
