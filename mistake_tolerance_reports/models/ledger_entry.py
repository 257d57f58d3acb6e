from odoo import api, models


class ToleranceLedgerEntry(models.Model):
    _inherit = "tolerance.ledger.entry"

    @api.model
    def _get_act_names(self):
        return super()._get_act_names() | {
            "return.export": self.env._("Return made"),
        }
