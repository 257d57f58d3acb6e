from odoo import api, fields, models


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    @api.model
    def _get_applicable(self, company, occurred_on, filed_on):
        """Find the published version that governs a matter.

        Whether the day of the matter or the day of filing counts is a setting
        of the version itself.

        :param res.company company: the agency
        :param date occurred_on: when it happened, if known
        :param date filed_on: when the application is filed
        :rtype: tolerance.scheme.version
        """
        versions = self.search(
            [
                ("state", "=", "published"),
                ("scheme_id.company_id", "in", [company.id, False]),
            ]
        )
        fitting = versions.filtered(
            lambda version: version._is_in_force(
                occurred_on if version.version_date_rule == "matter" else filed_on
            )
        )
        return fitting.sorted(
            lambda version: (
                bool(version.scheme_id.company_id),
                version.date_from or fields.Date.to_date("1900-01-01"),
                version.id,
            )
        )[-1:]
