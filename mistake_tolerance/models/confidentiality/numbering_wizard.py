"""The dialog in which the clerk enters the number of a document."""

from odoo import api, fields, models

from ...rules.document_number import get_number_year
from ..base import bounded
from ..base.single import check_single


class ToleranceNumberingWizard(models.TransientModel):
    _name = "tolerance.numbering.wizard"
    _description = "Enter the Document Number"
    _inherit = ["tolerance.document.dialog.mixin"]

    _opened_by = "tolerance.numbered.mixin"

    document_number = fields.Char(help="As it stands on the paper.")
    document_year = bounded.Integer(
        "Year of the Number",
        required=True,
        default=lambda self: self.env.company._tolerance_today().year,
        help="A number is used once a year for each kind of document. Where the number "
        "itself names a year, it counts in that one.",
        low=1950,
        high=2200,
    )
    has_sequence = fields.Boolean(compute="_compute_has_sequence")

    @api.onchange("document_number")
    def _onchange_document_number(self):
        """Show the year that the number names."""
        self.document_year = get_number_year(self.document_number) or self.document_year

    @api.depends("res_model", "res_id")
    def _compute_has_sequence(self):
        for numbering in self:
            numbering.has_sequence = False
            if numbering.res_model and numbering.res_id:
                record = self.env[numbering.res_model].browse(numbering.res_id)
                sequence = record._get_number_sequence(record.company_id)
                numbering.has_sequence = bool(sequence)

    def action_confirm(self):
        """Set the document number."""
        check_single(self)
        record = self._get_record()
        record._do_number(self.document_number, self.document_year)
        return {"type": "ir.actions.act_window_close"}
