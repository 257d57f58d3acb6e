from odoo import fields, models


class ToleranceCaseParty(models.Model):
    """A person or unit about whom the case decides, each apart."""

    _name = "tolerance.case.party"
    _description = "Party to a Case"
    _rec_name = "subject_id"
    _order = "id"

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    matter_id = fields.Many2one(related="case_id.matter_id", store=True, index=True)
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    subject_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict", index=True
    )

    _subject_uniq = models.UniqueIndex(
        "(case_id, subject_id)", "This person or unit is a party to the case already."
    )
