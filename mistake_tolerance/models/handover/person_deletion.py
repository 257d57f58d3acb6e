"""Refuses to delete an employee, department or job that records are still about."""

from odoo import models
from odoo.exceptions import UserError

from ..base.deletion import ondelete
from ..base.wording import write_list


class ToleranceSubject(models.Model):
    """Refuses to delete records of a person or unit that other records refer to."""

    _inherit = "tolerance.subject"

    def _check_deletable(self, records):
        """Refuse to delete records on which what concerns these rests.

        :param records: what is deleted
        :raises UserError: without saying whom a matter is about
        """
        if not self:
            return
        for model, registered in self.env.registry.items():
            name = registered._subject_field
            if (
                name
                and not registered._abstract
                and self.env[model].search_count([(name, "in", self.ids)], limit=1)
            ):
                raise UserError(
                    self.env._(
                        "%(names)s: other records rest on this. Archive it instead; "
                        "nothing is lost then.",
                        names=write_list(self.env, records.mapped("display_name")),
                    )
                )


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @ondelete
    def _unlink_except_in_a_matter(self):
        # sudo: the check needs the subject of a record; the user does not see it.
        self.sudo().tolerance_subject_id._check_deletable(self)


class HrDepartment(models.Model):
    _inherit = "hr.department"

    @ondelete
    def _unlink_except_in_a_matter(self):
        # The same for units and the persons who served in them.
        self.sudo().tolerance_subject_id._check_deletable(self)
        _get_holders(self, "department_id")._check_deletable(self)


class HrJob(models.Model):
    _inherit = "hr.job"

    @ondelete
    def _unlink_except_in_a_matter(self):
        # Returns name the post that a party held at that time.
        _get_holders(self, "job_id")._check_deletable(self)


def _get_holders(records, name):
    """Return the persons who are, or have been, in these departments or posts.

    :param records: departments or jobs
    :param str name: the field of ``hr.version`` that leads to them
    :rtype: tolerance.subject
    """
    # sudo: the check needs the history of posts; the user does not see it.
    versions_sudo = records.env["hr.version"].sudo().with_context(active_test=False)
    held = versions_sudo.search([(name, "in", records.ids)])
    return held.employee_id.tolerance_subject_id
