"""The balance of the points account, shown on the employee."""

from odoo import fields, models

from ...base.single import check_single


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    tolerance_points = fields.Float(
        "Points Account",
        compute="_compute_tolerance_points",
        groups="mistake_tolerance.group_hr_officer",
        help="Points added less points deducted, all years; what a decision "
        "neutralised does not count.",
    )

    def _compute_tolerance_points(self):
        # sudo: the field is readable without rights on private data of employees.
        subjects = {e.id: e.tolerance_subject_id.sudo(False) for e in self.sudo()}
        totals = dict(
            self.env["tolerance.points.entry"]._read_group(
                [("subject_id", "in", [s.id for s in subjects.values()])],
                ["subject_id"],
                ["counted:sum"],
            )
        )
        for employee in self:
            employee.tolerance_points = totals.get(subjects[employee.id], 0.0)

    def action_view_tolerance_points(self):
        """Show the running account of the employee's points."""
        check_single(self)
        self.env["tolerance.points.entry"].check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mistake_tolerance.points_entry_action"
        )
        # The account of the person; lines the reader may not read are left out.
        # sudo: who may read the points may not read the person.
        subject_sudo = self.sudo().tolerance_subject_id
        return {
            **action,
            "domain": [("subject_id", "=", subject_sudo.id)],
            "context": {},
        }


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    # Another name than on the employee, as the number of effects.
    tolerance_public_points = fields.Float(
        "Points Account",
        compute="_compute_tolerance_public_points",
        groups="mistake_tolerance.group_hr_officer",
    )

    def _compute_tolerance_public_points(self):
        # A public employee has the id of the employee it shows.
        employees = self.env["hr.employee"].browse(self.ids)
        points = {employee.id: employee.tolerance_points for employee in employees}
        for public in self:
            public.tolerance_public_points = points.get(public._origin.id, 0.0)

    def action_view_tolerance_points(self):
        """Show the running account of the employee's points."""
        return self.env["hr.employee"].browse(self.ids).action_view_tolerance_points()
