from odoo import api, models
from odoo.fields import Domain


class ToleranceApplication(models.Model):
    """A stand-in of the unit head forwards what waits with the unit."""

    _name = "tolerance.application"
    _inherit = ["tolerance.application", "tolerance.delegation.mixin"]
    _delegated_acts = {
        "application.file": ("", "unit_head_id"),
        "application.returned": "desk",
        "application.not_accepted": "desk",
        "case.accept": "desk",
    }

    @api.model
    def _get_delegated_domain(self):
        mine = self._get_principal_domain("unit_head", "unit_head_id")
        if mine.is_false():
            return mine
        uid = self.env.uid
        return (
            mine
            & (Domain("state", "=", "with_unit") | Domain("filed_by", "=", uid))
            & Domain("user_id", "!=", uid)
            & Domain("subject_id", "not in", self._get_unsuitable_subjects().ids)
            & Domain(
                "party_ids", "not any", [("case_id.conflict_ids.user_id", "=", uid)]
            )
        )

    @api.model
    def _get_unsuitable_subjects(self):
        """Return whose applications the user never handles for the unit.

        Before there is a case nothing is materialised: the user's own person and
        units, superiors of any level, and declared interests.

        :rtype: tolerance.subject
        """
        # sudo: only ids are used; users read neither reporting lines nor declarations.
        user_sudo = self.env.user.sudo()
        own_sudo = user_sudo.employee_ids
        today = self.env.company._tolerance_today()
        above = self.env["tolerance.reporting.line"]._get_superiors_since(
            own_sudo, today
        )
        ids = {superior for found in above.values() for superior in found}
        employees_sudo = own_sudo | own_sudo.browse(ids)
        units_sudo = self.env["hr.department"].sudo()
        units_sudo = units_sudo.search([("manager_id", "in", employees_sudo.ids)])
        ties_sudo = self.env["tolerance.interest.declaration"].sudo()
        # Rules also read archived records, but an ended declaration must bar nobody.
        ties_sudo = ties_sudo.search(
            [("user_id", "=", user_sudo.id), ("active", "=", True)]
        )
        return (
            employees_sudo.tolerance_subject_id
            | units_sudo.tolerance_subject_id
            | ties_sudo.subject_id
        )

    @api.depends("state", "unit_head_id", "filed_by")
    def _compute_is_delegated_to_me(self):
        return super()._compute_is_delegated_to_me()

    def _is_unit_head(self):
        return super()._is_unit_head() or self.is_delegated_to_me
