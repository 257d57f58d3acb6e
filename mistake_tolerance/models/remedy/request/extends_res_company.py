from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_remedy_preset = fields.Boolean(
        "Limits of the Civil Servant Law for Requests",
        default=True,
        help="Where the regulation sets no limit for reconsideration and appeal, those "
        "of the Civil Servant Law (art. 95 and 96) are taken over: 30 days to ask for "
        "a review and 30 to decide it; 15 days to appeal afterwards, 60 to decide, "
        "which can be extended by 30. Agency default; not prescribed by the source.",
    )
