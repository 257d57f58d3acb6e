from odoo import fields, models

from ....base.field import written


class ToleranceSchemeWorkbookProblem(models.TransientModel):
    """A mistake in a workbook, as the dialog lists it."""

    _name = "tolerance.scheme.workbook.problem"
    _description = "Mistake in a Workbook"

    wizard_id = fields.Many2one(
        "tolerance.scheme.workbook.load", required=True, ondelete="cascade", index=True
    )
    sheet = fields.Char()
    cell = fields.Char()
    column = fields.Char()
    found = fields.Char("What Is There")
    advice = written.Text("What to Do")
