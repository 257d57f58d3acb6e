from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..base.person import check_person
from ..base.single import check_single


class ToleranceCertifiedMixin(models.AbstractModel):
    """A record from which an effects certificate is issued, about one subject."""

    _name = "tolerance.certified.mixin"
    _description = "Leads to an Effects Certificate"

    tolerance_can_certify = fields.Boolean(
        compute="_compute_tolerance_can_certify", export_string_translation=False
    )

    @api.depends_context("uid")
    def _compute_tolerance_can_certify(self):
        effects = self._get_certifiable()
        for record in self:
            record.tolerance_can_certify = bool(effects[record.id])

    def _get_certified_subject(self):
        """Return the subject of a certificate that is issued from here.

        :rtype: tolerance.subject
        """
        return self.subject_id

    def _filter_certified(self, effects):
        """Return the effects of the subject that belong to this record.

        :rtype: tolerance.effect
        """
        return effects

    def action_issue_certificate(self):
        """Issue an effects certificate and print it.

        HR officers issue it for persons they may read, the clerk in charge for what
        was decided in the case, and a protected person for themself.

        :return: the report action
        :rtype: dict
        :raises AccessError: for anybody else
        :raises UserError: if there is nothing to certify, or nobody is logged in who
            issues it
        """
        check_single(self)
        check_person(self.env)
        self.check_access("read")
        # sudo: the user may not be able to read the whole subject.
        subject = self.sudo()._get_certified_subject().sudo(False)
        effects = self._get_certifiable()[self.id]
        if not effects:
            if not subject._filter_own() and not self.env.user.has_groups(
                "mistake_tolerance.group_hr_officer,mistake_tolerance.group_clerk"
            ):
                raise AccessError(
                    self.env._(
                        "Certificates are issued by HR officers, by the clerk in "
                        "charge, and by the protected person for themself."
                    )
                )
            raise UserError(
                self.env._(
                    "There is no protection of %(subject)s that you could certify: "
                    "none is in force, or it is not yours to certify.",
                    subject=subject.sudo().name or self.display_name,
                )
            )
        return self.env["tolerance.certificate"]._issue(subject, effects).action_print()

    def _get_certifiable(self):
        """Return the effects that the user may certify, by record.

        :return: ``{record id: tolerance.effect}``
        :rtype: dict
        """
        # sudo: the record may be closed to the user; the effects are then filtered.
        subjects = {
            record.id: record.sudo()._get_certified_subject().sudo(False)
            for record in self
        }
        union = self.env["tolerance.subject"].union(*subjects.values())
        found = union._get_certifiable_effects()
        none = self.env["tolerance.effect"]
        return {
            record.id: record.sudo()
            ._filter_certified(found.get(subjects[record.id].id, none).sudo())
            .sudo(False)
            for record in self
        }
