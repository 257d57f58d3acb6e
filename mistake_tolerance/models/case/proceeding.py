from odoo import fields, models


class ToleranceProceeding(models.Model):
    """The accountability proceeding that a tolerance case answers."""

    _name = "tolerance.proceeding"
    _description = "Accountability Proceeding"
    _order = "started_on desc, id desc"
    _rec_name = "organ"

    matter_id = fields.Many2one(
        "tolerance.matter", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="matter_id.company_id", store=True)
    organ = fields.Char("Accountability Organ", required=True)
    started_on = fields.Date(
        required=True,
        help="The day the accountability proceeding was started; the time limit "
        "for an application runs from here.",
    )
    proposed_handling = fields.Text()
