from odoo import api, fields, models


class ToleranceBody(models.Model):
    """Lets a body draw members by lot, where its own rule admits it."""

    _inherit = "tolerance.body"

    admits_lot = fields.Boolean(
        "Members May Be Drawn by Lot",
        help="An option of this product, not of the source: members beside the fixed "
        "ones are called in by the nature of the problem. With it they can be drawn "
        "among the qualified, by a public number named before it is known.",
    )

    @api.model
    def _get_ledger_fields(self):
        return super()._get_ledger_fields() | {"admits_lot"}
