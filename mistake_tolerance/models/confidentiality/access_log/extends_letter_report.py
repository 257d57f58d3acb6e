from odoo import api, models


class ReportLetter(models.AbstractModel):
    """Notes who opens a letter by the address of its report."""

    _inherit = "report.mistake_tolerance.report_letter"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data)
        values["docs"]._note_reading({"letter_pdf"}, "file")
        return values
