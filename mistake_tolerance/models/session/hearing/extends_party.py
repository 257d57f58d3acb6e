from odoo import models


class ToleranceCaseParty(models.Model):
    """Says who speaks for a party at a hearing."""

    _inherit = "tolerance.case.party"

    def _get_speaker(self):
        """Return the users who speak for this party: applicant, person or head.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: the clerk may not read the application, nor employee records.
        subject_sudo = self.sudo().subject_id
        users = (
            self.sudo()._get_applicants()
            or subject_sudo.employee_ids.user_id
            or subject_sudo.department_ids.manager_id.user_id
        )
        return users[:1].sudo(False)
