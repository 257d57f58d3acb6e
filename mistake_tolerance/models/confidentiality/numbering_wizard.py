from odoo import api, fields, models

from ...rules.document_number import get_number_year
from ..base import bounded
from ..base.inheriting import find_inheriting
from ..base.single import check_single
from .classification_wizard import get_marked


class ToleranceNumberingWizard(models.TransientModel):
    _name = "tolerance.numbering.wizard"
    _description = "Enter the Document Number"

    res_model = fields.Selection(
        lambda self: [
            (name, name)
            for name in find_inheriting(self.env, "tolerance.numbered.mixin")
        ],
        required=True,
        export_string_translation=False,
    )
    res_id = fields.Many2oneReference(
        required=True, model_field="res_model", export_string_translation=False
    )
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
        record = get_marked(self)
        record._do_number(self.document_number, self.document_year)
        return {"type": "ir.actions.act_window_close"}
