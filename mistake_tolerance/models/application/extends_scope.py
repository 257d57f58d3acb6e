"""What may bring rules to drafts for which none applied."""

from odoo import api, models

PREPARED = ("draft", "returned")


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    @api.model
    def _find_rules_again(self):
        """Look again for the rules of drafts that had none.

        Nobody else would: an applicant who asks HR changes nothing in the draft.
        """
        # sudo: who publishes a regulation or enters a kind may not read drafts.
        drafts_sudo = self.sudo().search(
            [("state", "in", PREPARED), ("version_id", "=", False)]
        )
        self.env.add_to_compute(self._fields["version_id"], drafts_sudo)


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    def _get_publish_effects(self):
        """Add which applications keep the rules by which they were begun."""
        # sudo: who publishes a regulation may not read drafts; these are numbers.
        Application = self.env["tolerance.application"].sudo()
        companies = self.scheme_id.company_id or self.env.companies
        domain = [("company_id", "in", companies.ids), ("state", "in", PREPARED)]
        counts = dict(Application._read_group(domain, ["version_id"], ["__count"]))
        without = counts.pop(Application.version_id, 0)
        sentences = super()._get_publish_effects()
        if begun := sum(counts.values()):
            sentences.append(
                self.env._(
                    "Applications in preparation that keep the rules by which they "
                    "were begun, until their day or their applicant changes: "
                    "%(count)s.",
                    count=begun,
                )
            )
        if without:
            sentences.append(
                self.env._(
                    "Applications in preparation for which no rules applied, and "
                    "which are looked at again: %(count)s.",
                    count=without,
                )
            )
        return [
            *sentences,
            self.env._("Submitted applications and running cases keep their rules."),
        ]

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
