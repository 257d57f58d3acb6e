from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_follow_up_months = fields.Integer(
        string="Months of Follow-up",
        default=12,
        help="How long a tolerated party is followed up where the regulation is "
        "silent. Agency default; not prescribed by the source.",
    )
    tolerance_talk_months = fields.Integer(
        string="Months between Talks",
        default=3,
        help="A talk is planned every so many months of a follow-up where the "
        "regulation sets no number. Agency default; not prescribed by the source.",
    )

    _tolerance_follow_up_positive = models.Constraint(
        "CHECK(tolerance_follow_up_months > 0)",
        "A follow-up lasts one month at least.",
    )
    _tolerance_talk_positive = models.Constraint(
        "CHECK(tolerance_talk_months > 0)",
        "There is one month at least between two talks.",
    )
