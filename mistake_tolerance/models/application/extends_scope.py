"""What may bring rules to drafts for which none applied."""

from odoo import api, models


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    @api.model
    def _find_rules_again(self):
        """Look again for the rules of drafts that had none.

        Nobody else would: an applicant whom the sentence sends to the clerk or to the
        personnel office changes nothing in the draft itself.
        """
        # sudo: who publishes a regulation or enters a kind may not read drafts.
        drafts_sudo = self.sudo().search(
            [("state", "in", ("draft", "returned")), ("version_id", "=", False)]
        )
        self.env.add_to_compute(self._fields["version_id"], drafts_sudo)


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    def _publish(self):
        result = super()._publish()
        self.env["tolerance.application"]._find_rules_again()
        return result


class HrDepartment(models.Model):
    _inherit = "hr.department"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"tolerance_type_id", "parent_id"}:
            self.env["tolerance.application"]._find_rules_again()
        return result


class HrJob(models.Model):
    _inherit = "hr.job"

    def write(self, vals):
        result = super().write(vals)
        if "tolerance_type_id" in vals:
            self.env["tolerance.application"]._find_rules_again()
        return result


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"department_id", "job_id"}:
            self.env["tolerance.application"]._find_rules_again()
        return result
