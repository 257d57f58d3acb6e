"""Finds who is in conflict: parties, their superiors, witnesses, declared interests."""

from odoo import api, models


class ToleranceConflict(models.Model):
    """Finds conflicts of interest from parties, roles and declarations."""

    _inherit = "tolerance.conflict"

    @api.model
    def _find(self, targets):
        """Find the users in conflict with each of the matters or applications.

        :param targets: matters or applications, in any company
        :return: ``(id of the target, user id, reason)``
        :rtype: set
        """
        # Whose employee record is archived keeps the account, and with it the conflict.
        targets = targets.with_context(active_test=False)
        concerned = {target.id: self._get_concerned(target) for target in targets}
        found = {
            (target_id, user.id, "party")
            for target_id, (_subjects, _employees, users) in concerned.items()
            for user in users
        }
        found |= self._find_line(targets, concerned)
        found |= self._find_interest_declarations(concerned)
        for target in targets:
            found |= {
                (target.id, source.user_id.id, source.kind)
                for source in target._get_protected_sources()
                if source.user_id
            }
            applications = target._get_applications()
            # The author of the unit's opinion counts, a stand-in of its head included.
            endorsed = applications.filtered(lambda a: a.filing_way == "unit")
            found |= {
                (target.id, user.id, "earlier_role")
                for user in applications.unit_head_id | endorsed.filed_by
            }
        return found

    @api.model
    def _get_concerned(self, target):
        """Return the subjects concerned, their employee records and users.

        :return: subjects, employees, users
        :rtype: tuple
        """
        subjects = target._get_subjects()._get_whole()
        applicants = target._get_applications().user_id
        employees = (
            subjects.employee_ids
            | subjects.department_ids.manager_id
            | applicants.employee_ids
        )
        return subjects, employees, employees.user_id | applicants

    @api.model
    def _find_line(self, targets, concerned):
        """Find the superiors and subordinates, at the time or since."""
        ReportingLine = self.env["tolerance.reporting.line"]
        Employee = self.env["hr.employee"].with_context(active_test=False)
        employees = Employee.union(*(row[1] for row in concerned.values()))
        if not employees:
            return set()
        found = set()
        since = min(target._get_conflict_start() for target in targets)
        above = ReportingLine._get_superiors_since(employees, since)
        below = ReportingLine._get_subordinates(employees, since)
        for target_id, (_subjects, members, _users) in concerned.items():
            for reason, line in (("superior", above), ("subordinate", below)):
                ids = {one for member in members for one in line[member.id]}
                users = (Employee.browse(ids) - members).user_id
                found |= {(target_id, user.id, reason) for user in users}
        return found

    @api.model
    def _find_interest_declarations(self, concerned):
        """Find the users who declared an interest in a person concerned."""
        subjects = self.env["tolerance.subject"].union(
            *(row[0] for row in concerned.values())
        )
        declarations = self.env["tolerance.interest.declaration"].search(
            [("subject_id", "in", subjects.ids)]
        )
        return {
            (target_id, declaration.user_id.id, declaration.kind)
            for target_id, (members, _employees, _users) in concerned.items()
            for declaration in declarations
            if declaration.subject_id in members
        }
