"""Looks for new conflicts when a manager or a department changes."""

from odoo import api, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        employees._watch_reporting_line()
        return employees

    def write(self, vals):
        result = super().write(vals)
        if {"parent_id", "department_id", "user_id"} & vals.keys():
            self._watch_reporting_line(changed="user_id" in vals)
        return result

    def _watch_reporting_line(self, changed=False):
        """Update the reporting line, and the conflicts that follow from it.

        :param bool changed: treat all as changed, even if the log did not change
        """
        # sudo: the user who edits employees may not be able to read cases.
        found_sudo = self.env["tolerance.reporting.line"].sudo()._sync(self)
        if changed:
            found_sudo |= self.sudo()
        found_sudo._refresh_conflicts()

    def _refresh_conflicts(self):
        """Find the conflicts of all whose superiors or subordinates these can be."""
        if self:
            affected = self.env["tolerance.reporting.line"]._get_affected(self)
            # sudo: the user who edits employees may not be able to read cases.
            self.env["tolerance.conflict"].sudo()._refresh_for(
                affected.sudo().tolerance_subject_id
            )


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def write(self, vals):
        result = super().write(vals)
        if {"manager_id", "parent_id"} & vals.keys():
            # sudo: the line changes in units that the user may not read.
            units = self.sudo().search([("id", "child_of", self.ids)])
            units.member_ids._watch_reporting_line()
            self.env["tolerance.conflict"].sudo()._refresh_for(
                units.tolerance_subject_id
            )
        return result


class HrVersion(models.Model):
    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        # A version of a new employee comes before the employee, who is looked at later.
        versions.employee_id._watch_reporting_line()
        return versions

    def write(self, vals):
        result = super().write(vals)
        if "department_id" in vals:
            self.employee_id._watch_reporting_line()
        return result
