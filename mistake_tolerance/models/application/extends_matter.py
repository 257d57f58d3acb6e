from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

# Within so many days in one unit, two matters may be one. An agency default of
# this product; not prescribed by any source.
NEAR = timedelta(days=3)
# Further matters of the person that are shown, the latest first.
SHOWN = 10


class ToleranceMatter(models.Model):
    """Finds the matters on file that an application may be about."""

    _inherit = "tolerance.matter"

    def _get_applications(self):
        """Return the applications in its case: conflicts are found from them too."""
        return self.case_ids.party_ids.application_id

    @api.model
    def _find_for_application(self, application):
        """Find the matters on file that an application may be about.

        A matter is of the applicant if it concerns them or a predecessor, or if a
        negative record about them cites it. A matter of somebody else in the same
        unit is proposed where its day or its proceeding says that it may be the same
        event: a second applicant joins the case. A matter that a negative record
        about the applicant cites may be meant whatever its day, and comes first.

        :param tolerance.application application: one
        :return: the matters that may be meant, and further ones of the applicant
        :rtype: tuple[tolerance.matter, tolerance.matter]
        """
        # sudo: the search must find matters that the reader may not read.
        application_sudo = application.sudo()
        Matter = self.sudo().browse()
        if not application_sudo.subject_id:
            return self.browse(), self.browse()
        ancestors = application_sudo.subject_id._get_ancestors()
        cited = ancestors._get_cited_matters()
        company = Domain("company_id", "=", application_sudo.company_id.id)
        own = Matter.search(
            company
            & (Matter._get_subject_domain(ancestors) | Domain("id", "in", cited.ids))
        )
        units = application_sudo.env["hr.department"]
        if unit := application_sudo.department_id:
            units = units.search(
                ["|", ("id", "parent_of", unit.ids), ("id", "child_of", unit.ids)]
            )
        others = Matter.search(
            company
            & Domain("department_id", "in", units.ids)
            & Domain("id", "not in", own.ids)
            & self._get_time_domain(application_sudo)
        )
        cited &= own
        likely = cited | own.filtered(lambda m: m._fits_in_time(application_sudo))
        further = (own - likely)[:SHOWN]
        return (likely | others).sudo(False), further.sudo(False)

    @api.model
    def _get_time_domain(self, application):
        """Choose the matters whose day or proceeding is that of an application.

        :rtype: Domain
        """
        domain = Domain.FALSE
        if day := application.occurred_on:
            domain |= Domain("occurred_on", ">=", day - NEAR) & Domain(
                "occurred_on", "<=", day + NEAR
            )
        if day := application.proceeding_started_on:
            domain |= Domain("proceeding_ids.started_on", "=", day)
        return domain

    def _fits_in_time(self, application):
        """Return whether an applicant may mean this matter of theirs, by its days.

        An applicant who gives no day of the event rules out no earlier matter.

        :rtype: bool
        """
        self.ensure_one()
        if self.filtered_domain(self._get_time_domain(application)):
            return True
        if application.occurred_on:
            return False
        started_on = application.proceeding_started_on
        return not started_on or self.occurred_on <= started_on
