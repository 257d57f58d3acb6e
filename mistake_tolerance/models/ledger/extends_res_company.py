from odoo import models


class ResCompany(models.Model):
    """Settings and verifications are entered as acts on the company."""

    _name = "res.company"
    _inherit = ["res.company", "tolerance.ledger.mixin"]
