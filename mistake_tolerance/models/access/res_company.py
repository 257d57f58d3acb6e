from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_case_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Cases",
        domain="[('implementation', '=', 'standard')]",
        help="Where the agency keeps a sequence of document numbers, the clerk may "
        "leave the number empty and gets the next one. Empty: numbers are typed in.",
    )
    tolerance_inquiry_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Reports",
        domain="[('implementation', '=', 'standard')]",
    )
    tolerance_session_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Minutes",
        domain="[('implementation', '=', 'standard')]",
    )
    tolerance_determination_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Decisions",
        domain="[('implementation', '=', 'standard')]",
    )
