"""Persons and units that are parties, and which users are close to them."""

from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _filter_concerned(self):
        parties = self.env["tolerance.case.party"].search(
            [("subject_id", "in", self.ids)]
        )
        return super()._filter_concerned() | parties.subject_id

    def _get_distances(self, applicants, users):
        """Return the users who are these persons or units, or are close to them.

        :param res.users applicants: who applied for them
        :param res.users users: the users to check
        :return: ``{user id: sentence}``, only for those who are too close
        :rtype: dict
        """
        # sudo: the check needs the reporting line; the reader does not see it.
        subjects_sudo = self.sudo()
        concerned = subjects_sudo._get_users() | applicants
        employees_sudo = subjects_sudo.employee_ids | applicants.sudo().employee_ids
        superiors = (
            employees_sudo.parent_id.user_id
            | employees_sudo.department_id.manager_id.user_id
        )
        subordinates = employees_sudo.child_ids.user_id
        sentences = {}
        for user in users:
            if user in concerned:
                sentences[user.id] = self.env._(
                    "%(user)s is a party, heads a unit that is a party, or applied.",
                    user=user.name,
                )
            elif user in superiors:
                sentences[user.id] = self.env._(
                    "%(user)s is the direct superior of a party.", user=user.name
                )
            elif user in subordinates:
                sentences[user.id] = self.env._(
                    "%(user)s is a direct subordinate of a party.", user=user.name
                )
        return sentences
