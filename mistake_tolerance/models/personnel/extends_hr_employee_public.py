"""The button with the protections, for HR officers without rights on employees."""

from odoo import fields, models


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    # Another name than on the employee: Odoo lets everybody read fields of equal name.
    tolerance_public_effect_count = fields.Integer(
        "Effects in Force",
        compute="_compute_tolerance_public_effect_count",
        groups="mistake_tolerance.group_hr_officer",
    )

    def _compute_tolerance_public_effect_count(self):
        # A public employee has the id of the employee it shows.
        effects = self.env["hr.employee"].browse(self.ids)._get_tolerance_effects()
        for employee in self:
            # A new record has no effects.
            found = effects.get(employee._origin.id, ())
            employee.tolerance_public_effect_count = len(found)

    def action_view_tolerance_effects(self):
        """Show which decisions protect the employee, and in which areas."""
        return self.env["hr.employee"].browse(self.ids).action_view_tolerance_effects()
