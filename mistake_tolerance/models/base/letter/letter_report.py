from odoo import api, models
from odoo.exceptions import UserError

from ..inheriting import find_inheriting
from .printing import get_helpers


class ReportLetter(models.AbstractModel):
    """The letters of all models as PDF, one record at a time."""

    _name = "report.mistake_tolerance.report_letter"
    _description = "Letter"

    @api.model
    def _get_report_values(self, docids, data=None):
        # The address of a report can be opened directly, with any data.
        name = (data or {}).get("letter_model")
        if name not in find_inheriting(self.env, "tolerance.letter.mixin"):
            raise UserError(self.env._("Print the letter from its own page."))
        records = self.env[name].browse(docids).exists()
        return {
            "doc_ids": records.ids,
            "doc_model": name,
            "docs": records,
            "papers": {record.id: record._make_letter_paper() for record in records},
            **get_helpers(),
        }
