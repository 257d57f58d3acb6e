"""The head of a unit, and what a new head is told."""

from odoo import models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def write(self, vals):
        if "manager_id" not in vals:
            return super().write(vals)
        # sudo: whoever appoints the head of a unit may not read the notices.
        heads_sudo = self.sudo().manager_id.user_id
        result = super().write(vals)
        self.env["tolerance.proceeding.notice"].sudo()._tell_successors(heads_sudo)
        return result

    def _get_heads_above(self, without):
        """Return the head of the unit, or else of the unit above it that has one.

        :param res.users without: those who do not count, such as the person concerned
        :rtype: res.users
        """
        # sudo: heads of units are employees, whose records users may not read.
        department_sudo = self.sudo()[:1]
        while department_sudo:
            head_sudo = department_sudo.manager_id.user_id
            if head_sudo.active and head_sudo not in without.sudo():
                return head_sudo.sudo(False)
            department_sudo = department_sudo.parent_id
        return self.env["res.users"]
