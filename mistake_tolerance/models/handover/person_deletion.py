"""Refuses to delete employees, departments and jobs that our records still name."""

from odoo import models
from odoo.exceptions import UserError

from ..base.deletion import ondelete
from ..base.wording import write_list


class ToleranceSubject(models.Model):
    """Refuses to delete a person or unit to whom a case or another record refers."""

    _inherit = "tolerance.subject"

    def _check_deletable(self, records):
        """Raise if a case, an effect or another record refers to these subjects.

        :param records: what is deleted, for the message
        :raises UserError: naming only what is deleted, because the user may not know
            that there is a matter about somebody
        """
        if not self:
            return
        for model, registered in self.env.registry.items():
            # The field by which a model refers to subjects, if it has one.
            name = registered._subject_field
            if (
                name
                and not registered._abstract
                and self.env[model]
                .with_context(active_test=False)
                .search_count([(name, "in", self.ids)], limit=1)
            ):
                raise UserError(
                    self.env._(
                        "%(names)s: other records refer to this. Archive it instead; "
                        "nothing is lost then.",
                        names=write_list(self.env, records.mapped("display_name")),
                    )
                )


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @ondelete
    def _unlink_except_referred(self):
        # sudo: the check needs the subject of a record; the user does not see it.
        self.sudo().tolerance_subject_id._check_deletable(self)


class HrDepartment(models.Model):
    _inherit = "hr.department"

    @ondelete
    def _unlink_except_referred(self):
        # sudo: the check needs the subject of the unit; the user does not see it.
        self.sudo().tolerance_subject_id._check_deletable(self)
        # Records name the unit in which a person worked at that time.
        _get_holders(self, "department_id")._check_deletable(self)


class HrJob(models.Model):
    _inherit = "hr.job"

    @ondelete
    def _unlink_except_referred(self):
        # The Excel returns name the post that a party held at that time.
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
