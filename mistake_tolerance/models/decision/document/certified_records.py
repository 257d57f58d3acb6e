"""The records of other rooms from which an effects certificate is issued."""

from odoo import models
from odoo.fields import Domain

from ..effects_in_force import get_in_force_domain


class ToleranceSubject(models.Model):
    _name = "tolerance.subject"
    _inherit = ["tolerance.subject", "tolerance.certified.mixin"]

    def _get_certified_subject(self):
        return self

    def _filter_own(self):
        """Return the user's own person, and the units that the user heads.

        :rtype: tolerance.subject
        """
        return self.filtered(lambda subject: self.env.user in subject._get_users())

    def _get_certifiable_effects(self):
        """Return the effects in force that the user may certify, predecessors' too.

        :return: ``{subject id: tolerance.effect}``
        :rtype: dict
        """
        ancestors = {
            subject_id: subjects.ids
            for subject_id, subjects in self._get_ancestors_by_subject().items()
        }
        Effect = self.env["tolerance.effect"]
        named = Domain("subject_id", "in", sorted(set().union(*ancestors.values())))
        # Users may always certify themselves, and others if they may read the effects.
        # sudo: effects are found for persons who may certify only themselves.
        in_force = get_in_force_domain(self.env.company._tolerance_today())
        all_sudo = Effect.sudo().search(in_force & named)
        by_office = all_sudo.sudo(False)._filter_certifiable()
        own = self._filter_own()
        found = {}
        for subject in self:
            ids = ancestors.get(subject.id, ())
            effects = all_sudo.sudo(False) if subject in own else by_office
            found[subject.id] = effects.filtered(
                lambda effect, ids=ids: effect.sudo().subject_id.id in ids
            )
        return found


class ToleranceApplication(models.Model):
    _name = "tolerance.application"
    _inherit = ["tolerance.application", "tolerance.certified.mixin"]


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "tolerance.certified.mixin"]

    def _get_certified_subject(self):
        return self.tolerance_subject_id


class HrEmployeePublic(models.Model):
    _name = "hr.employee.public"
    _inherit = ["hr.employee.public", "tolerance.certified.mixin"]

    def _get_certified_subject(self):
        # A public employee has the id of the employee it shows.
        return self.env["hr.employee"].browse(self.ids).tolerance_subject_id


class HrDepartment(models.Model):
    _name = "hr.department"
    _inherit = ["hr.department", "tolerance.certified.mixin"]

    def _get_certified_subject(self):
        return self.tolerance_subject_id
