from odoo import api, models


class ToleranceConflict(models.Model):
    """Finds conflicts of interest from parties, roles and declarations."""

    _inherit = "tolerance.conflict"

    @api.model
    def _find(self, affairs):
        """Find who is in conflict with each of the matters or applications.

        :param affairs: matters or applications, in any company
        :return: ``(id of the affair, user id, reason)``
        :rtype: set
        """
        concerned = {affair.id: self._get_concerned(affair) for affair in affairs}
        found = {
            (affair_id, user.id, "party")
            for affair_id, (_subjects, _employees, users) in concerned.items()
            for user in users
        }
        found |= self._find_line(affairs, concerned)
        found |= self._find_interest_declarations(concerned)
        for affair in affairs:
            found |= {
                (affair.id, source.user_id.id, source.kind)
                for source in affair._get_protected_sources()
                if source.user_id
            }
            applications = affair._get_applications()
            # The author of the unit's opinion counts, a stand-in of its head included.
            endorsed = applications.filtered(lambda a: a.filing_way == "unit")
            found |= {
                (affair.id, user.id, "earlier_role")
                for user in applications.unit_head_id | endorsed.filed_by
            }
        return found

    @api.model
    def _get_concerned(self, affair):
        """Return whom it is about, their employee records and users.

        :return: subjects, employees, users
        :rtype: tuple
        """
        subjects = affair._get_subjects()._get_whole()
        applicants = affair._get_applications().user_id
        employees = (
            subjects.employee_ids
            | subjects.department_ids.manager_id
            | applicants.employee_ids
        )
        return subjects, employees, employees.user_id | applicants

    @api.model
    def _find_line(self, affairs, concerned):
        """Find the superiors and subordinates, at the time or since."""
        ReportingLine = self.env["tolerance.reporting.line"]
        Employee = self.env["hr.employee"].with_context(active_test=False)
        employees = Employee.union(*(row[1] for row in concerned.values()))
        if not employees:
            return set()
        found = set()
        since = min(affair._get_conflict_start() for affair in affairs)
        above = ReportingLine._get_superiors_since(employees, since)
        below = ReportingLine._get_subordinates(employees, since)
        for affair_id, (_subjects, members, _users) in concerned.items():
            for reason, line in (("superior", above), ("subordinate", below)):
                ids = {one for member in members for one in line[member.id]}
                users = (Employee.browse(ids) - members).user_id
                found |= {(affair_id, user.id, reason) for user in users}
        return found

    @api.model
    def _find_interest_declarations(self, concerned):
        """Find who declared an interest in someone concerned."""
        subjects = self.env["tolerance.subject"].union(
            *(row[0] for row in concerned.values())
        )
        declarations = self.env["tolerance.interest.declaration"].search(
            [("subject_id", "in", subjects.ids)]
        )
        return {
            (affair_id, declaration.user_id.id, declaration.kind)
            for affair_id, (members, _employees, _users) in concerned.items()
            for declaration in declarations
            if declaration.subject_id in members
        }
