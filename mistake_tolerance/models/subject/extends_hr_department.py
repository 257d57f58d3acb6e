"""Links each department to the unit that decisions protect.

A department may be reorganised or made anew; its unit keeps what was decided.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base.loading import is_loading
from ..base.permit import check_permit
from ..base.write_permit import is_unlocked, lock, unlocked


class HrDepartment(models.Model):
    _name = "hr.department"
    _inherit = ["hr.department", "tolerance.ledger.mixin"]

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
        # Defaults of the context or the user must not set the unit.
        departments = super().create(
            [{"tolerance_subject_id": False} | vals for vals in vals_list]
        )
        departments._ledger_append_units(dict.fromkeys(departments.ids, 0))
        departments._assign_tolerance_subject()
        return departments

    def write(self, vals):
        if "tolerance_subject_id" not in vals:
            result = super().write(vals)
            if "name" in vals:
                # sudo: the user who renames a department may not read its unit.
                for department_sudo in self.sudo():
                    department_sudo.tolerance_subject_id.name = department_sudo.name
            return result
        # The unit decides who is protected, so the permit is needed even with sudo.
        check_permit(self)
        if not vals["tolerance_subject_id"] and not is_loading(self.env):
            raise ValidationError(
                self.env._("A department stands for a unit: choose the other unit.")
            )
        before = [(d, d.sudo().tolerance_subject_id) for d in self]
        result = super().write(vals)
        self.env["tolerance.subject"].sudo()._check_kept(
            {(old, d.sudo().tolerance_subject_id) for d, old in before if old}
        )
        self._ledger_append_units({d.id: old.id or 0 for d, old in before})
        lock(self)
        return result

    def _ledger_append_units(self, before):
        """Enter in the ledger which unit departments stand for now.

        What the system itself gives to a department is no change of anybody.

        :param dict before: ``{department id: subject id}``, 0 for none
        """
        if is_unlocked(self) or is_loading(self.env):
            return
        # sudo: the user who sets the unit of a department may not see it.
        now = {d.id: d.tolerance_subject_id.id for d in self.sudo()}
        changed = self.filtered(lambda d: now[d.id] and now[d.id] != before[d.id])
        changed._ledger_append(
            "unit.department",
            lambda d: {"before": before[d.id], "after": now[d.id]},
        )

    @api.constrains("tolerance_subject_id")
    def _check_tolerance_subject_id(self):
        # sudo: the check needs the kind of the subject.
        for department_sudo in self.sudo():
            if department_sudo.tolerance_subject_id.kind == "person":
                raise ValidationError(
                    self.env._("A department stands for a unit, not for a person.")
                )

    def _assign_tolerance_subject(self):
        """Create a unit for each department that has none."""
        # sudo: the system creates subjects; users need no right to do so.
        missing_sudo = self.sudo().filtered(lambda d: not d.tolerance_subject_id)
        subjects = missing_sudo.env["tolerance.subject"].create(
            [{"name": department.name, "kind": "unit"} for department in missing_sudo]
        )
        for department, subject in zip(missing_sudo, subjects, strict=True):
            unlocked(department).tolerance_subject_id = subject

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "unit.department": self.env._("Unit of a department changed"),
        }
