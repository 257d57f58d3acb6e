"""The history of who was whose superior."""

from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceReportingLine(models.Model):
    """Who was whose superior, from when to when; kept since the installation.

    Odoo stores only the present manager. A superior at the time of the matter must
    stay out of the case even after a change.
    """

    _name = "tolerance.reporting.line"
    _description = "Reporting Line"
    _inherit = ["tolerance.original"]
    _order = "date_from desc, id desc"
    _rec_name = "employee_id"

    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, ondelete="cascade", index=True
    )
    superior_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="employee_id.company_id", store=True)
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("To", readonly=True, help="Empty: still in force.")

    _open_uniq = models.UniqueIndex(
        "(employee_id, superior_id) WHERE date_to IS NULL",
        "This superior is in the log already.",
    )

    @api.model
    def _log_all(self):
        """Record the present reporting line; called at every installation."""
        # The whole reporting line, logged at installation.
        # pylint: disable-next=no-search-all
        employees = self.env["hr.employee"].with_context(active_test=False).search([])
        self._sync(employees)

    @api.model
    def _sync(self, employees):
        """Compare the log with the present superiors, close and open rows.

        :param hr.employee employees: whose superiors may have changed
        :return: the employees whose superiors did change
        :rtype: hr.employee
        """
        # sudo: the system keeps the log; the user who changes employees may not.
        employees_sudo = employees.sudo()
        rows = self.sudo().search(
            [("employee_id", "in", employees_sudo.ids), ("date_to", "=", False)]
        )
        known = {(row.employee_id.id, row.superior_id.id): row for row in rows}
        wanted = {
            (employee.id, superior.id)
            for employee in employees_sudo
            for superior in employee._get_superiors()
        }
        ended = rows.browse(
            [row.id for pair, row in known.items() if pair not in wanted]
        )
        today = self.env.company._tolerance_today()
        changed = ended.employee_id
        # Lines that ended on the day they began are corrections.
        brief = ended.filtered(lambda row: row.date_from == today)
        (ended - brief).date_to = today
        brief.unlink()
        begun = self.sudo().create(
            [
                {
                    "employee_id": employee_id,
                    "superior_id": superior_id,
                    "date_from": today,
                }
                for employee_id, superior_id in sorted(wanted - known.keys())
            ]
        )
        return changed | begun.employee_id

    @api.model
    def _get_superiors_since(self, employees, since):
        """Find the superiors of employees, of any level, since a day.

        The head of the agency is everybody's superior, and heads the bodies too. So
        the head counts only as a direct superior.

        :param hr.employee employees: from whom to climb
        :param date since: superiors up to then no longer count
        :return: ``{employee id: ids of superiors}``
        :rtype: dict
        """
        up = {}
        level = set(employees.ids)
        while level - up.keys():
            level -= up.keys()
            up.update({employee_id: set() for employee_id in level})
            # sudo: the reporting line decides about conflicts; users do not read it.
            for row in self.sudo().search(
                Domain("employee_id", "in", sorted(level)) & self._is_since(since)
            ):
                up[row.employee_id.id].add(row.superior_id.id)
            level = {superior for found in up.values() for superior in found}
        found = {}
        for employee_id in employees.ids:
            direct = above = up[employee_id]
            seen = set(direct)
            while above:
                above = {top for lower in above for top in up[lower]} - seen
                seen |= above
            found[employee_id] = direct | {top for top in seen if up[top]}
            found[employee_id].discard(employee_id)
        return found

    @api.model
    def _get_subordinates(self, employees, since):
        """Find the direct subordinates of employees since a day.

        :return: ``{employee id: ids of subordinates}``
        :rtype: dict
        """
        found = {employee_id: set() for employee_id in employees.ids}
        # sudo: the reporting line decides about conflicts; users do not read it.
        for row in self.sudo().search(
            Domain("superior_id", "in", employees.ids) & self._is_since(since)
        ):
            found[row.superior_id.id].add(row.employee_id.id)
        return found

    @api.model
    def _is_since(self, since):
        return Domain("date_to", "=", False) | Domain("date_to", ">=", since)
