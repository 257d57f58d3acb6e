from odoo import api, models


class ToleranceConflict(models.Model):
    """Where conflicts come from."""

    _inherit = "tolerance.conflict"

    @api.model
    def _find(self, matters):
        """Find who is in conflict with each matter.

        :param tolerance.matter matters: in any company
        :return: ``(matter id, user id, reason)``
        :rtype: set
        """
        concerned = {matter.id: self._get_concerned(matter) for matter in matters}
        found = {
            (matter_id, user.id, "party")
            for matter_id, (_subjects, _employees, users) in concerned.items()
            for user in users
        }
        found |= self._find_line(matters, concerned)
        found |= self._find_ties(concerned)
        for accuser in self.env["tolerance.accuser"].search(
            [("case_id", "in", matters.case_ids.ids), ("user_id", "!=", False)]
        ):
            found.add((accuser.case_id.matter_id.id, accuser.user_id.id, accuser.kind))
        for matter in matters:
            applications = matter.case_ids.party_ids.application_id
            # Whoever gave the unit's opinion, a stand-in of its head too.
            endorsed = applications.filtered(lambda a: a.filing_way == "unit")
            heads = applications.unit_head_id | endorsed.filed_by
            found |= {(matter.id, user.id, "earlier_role") for user in heads}
        return found

    @api.model
    def _get_concerned(self, matter):
        """Return the subjects of a matter, their employee records and users.

        :return: subjects, employees, users
        :rtype: tuple
        """
        parties = matter.case_ids.party_ids
        subjects = matter.subject_ids | parties.subject_id
        applicants = parties.application_id.user_id
        employees = (
            subjects.employee_ids
            | subjects.department_ids.manager_id
            | applicants.employee_ids
        )
        return subjects, employees, employees.user_id | applicants

    @api.model
    def _find_line(self, matters, concerned):
        """Find the superiors and subordinates, at the time or since."""
        Supervision = self.env["tolerance.supervision"]
        Employee = self.env["hr.employee"].with_context(active_test=False)
        employees = Employee.union(*(row[1] for row in concerned.values()))
        if not employees:
            return set()
        found = set()
        since = min(matters.mapped("occurred_on"))
        above = Supervision._climb(employees, since)
        below = Supervision._get_subordinates(employees, since)
        for matter_id, (_subjects, members, _users) in concerned.items():
            for reason, line in (("superior", above), ("subordinate", below)):
                ids = {one for member in members for one in line[member.id]}
                users = (Employee.browse(ids) - members).user_id
                found |= {(matter_id, user.id, reason) for user in users}
        return found

    @api.model
    def _find_ties(self, concerned):
        """Find who declared a tie to someone concerned."""
        subjects = self.env["tolerance.subject"].union(
            *(row[0] for row in concerned.values())
        )
        ties = self.env["tolerance.tie"].search([("subject_id", "in", subjects.ids)])
        return {
            (matter_id, tie.user_id.id, tie.kind)
            for matter_id, (members, _employees, _users) in concerned.items()
            for tie in ties
            if tie.subject_id in members
        }
