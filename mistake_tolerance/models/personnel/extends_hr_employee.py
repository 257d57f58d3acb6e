"""A button on the employee that shows the decisions protecting them."""

from odoo import fields, models

from ..base.single import check_single


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    tolerance_effect_count = fields.Integer(
        "Effects in Force",
        compute="_compute_tolerance_effect_count",
        groups="mistake_tolerance.group_hr_officer",
    )

    def _compute_tolerance_effect_count(self):
        effects = self._get_tolerance_effects()
        for employee in self:
            employee.tolerance_effect_count = len(effects[employee.id])

    def action_view_tolerance_effects(self):
        """Show which decisions protect the employee, and in which areas."""
        check_single(self)
        self.env["tolerance.effect"].check_access("read")
        effects = self._get_tolerance_effects()[self.id]
        title = self.env._("Tolerance Protection")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "tolerance.effect",
            "view_mode": "list,kanban,form",
            "domain": [("id", "in", effects.ids)],
        }

    def _get_tolerance_effects(self):
        """Find the effects in force that the reader may see, by employee.

        :return: ``{employee id: tolerance.effect}``
        :rtype: dict
        """
        # sudo: the field is readable without rights on private data of employees.
        employees_sudo = self.sudo()
        subjects = employees_sudo.tolerance_subject_id.sudo(False)
        effects = subjects._get_effects_in_force()
        none = self.env["tolerance.effect"]
        return {
            employee.id: effects.get(employee.tolerance_subject_id.id, none)
            for employee in employees_sudo
        }
