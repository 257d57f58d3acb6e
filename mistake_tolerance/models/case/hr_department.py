from odoo import api, fields, models

from ..permit import check_permit
from ..verb import opened, shut


class HrDepartment(models.Model):
    _inherit = "hr.department"

    tolerance_subject_id = fields.Many2one(
        "tolerance.subject",
        string="Unit in Tolerance Matters",
        index=True,
        copy=False,
        ondelete="restrict",
        help="The unit behind this department, with what it was before any "
        "reorganisation.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("tolerance_subject_id") for vals in vals_list):
            check_permit(self)
        departments = super().create(vals_list)
        departments._assign_tolerance_subject()
        return departments

    def write(self, vals):
        if "tolerance_subject_id" not in vals:
            result = super().write(vals)
            if "name" in vals:
                # Whoever renames a department need not know of the unit behind it.
                for department_sudo in self.sudo():
                    department_sudo.tolerance_subject_id.name = department_sudo.name
            return result
        # Whose unit it is decides about protection, whoever writes.
        check_permit(self)
        before = [(d, d.sudo().tolerance_subject_id) for d in self]
        result = super().write(vals)
        self.env["tolerance.subject"].sudo()._check_kept(
            {(old, d.sudo().tolerance_subject_id) for d, old in before if old}
        )
        shut(self)
        return result

    def _assign_tolerance_subject(self):
        """Give each department that has none a unit of its own."""
        # Subjects are kept by the system; nobody needs a right to make one.
        missing_sudo = self.sudo().filtered(lambda d: not d.tolerance_subject_id)
        subjects = missing_sudo.env["tolerance.subject"].create(
            [{"name": department.name, "kind": "unit"} for department in missing_sudo]
        )
        for department, subject in zip(missing_sudo, subjects, strict=True):
            opened(department).tolerance_subject_id = subject
