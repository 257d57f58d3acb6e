from odoo import api, models

from ...base.letter.printing import get_helpers


class ReportSchemeReview(models.AbstractModel):
    """The review paper as a PDF."""

    _name = "report.mistake_tolerance.report_scheme_review"
    _description = "Review Paper of a Regulation"

    @api.model
    def _get_report_values(self, docids, data=None):
        # The address of a report can be opened directly.
        versions = self.env["tolerance.scheme.version"].browse(docids).exists()
        versions.check_access("read")
        Review = self.env["tolerance.scheme.review"]
        return {
            "doc_ids": versions.ids,
            "doc_model": versions._name,
            "docs": versions,
            "papers": {version.id: Review._make_paper(version) for version in versions},
            **get_helpers(),
        }
