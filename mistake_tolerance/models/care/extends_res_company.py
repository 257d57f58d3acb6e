"""Settings: how long a follow-up lasts, and how often its talks are held."""

from odoo import models

from ..base import bounded


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_follow_up_months = bounded.Integer(
        string="Months of Follow-up",
        default=12,
        help="How long a tolerated party is followed up where the regulation is "
        "silent. Agency default; not prescribed by the source.",
        low=1,
        high=120,
    )
    tolerance_talk_months = bounded.Integer(
        string="Months between Talks",
        default=3,
        help="A talk is planned every so many months of a follow-up where the "
        "regulation sets no number. Agency default; not prescribed by the source.",
        low=1,
        high=120,
    )
