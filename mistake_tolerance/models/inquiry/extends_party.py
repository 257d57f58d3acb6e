from odoo import fields, models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    assessment_ids = fields.One2many("tolerance.assessment", "party_id")
