from odoo import models

# What a step of a scheme may depend on.
FACTS = frozenset({"loss_amount", "is_loss_known", "urgency"})


class ToleranceMatter(models.Model):
    """A fact that becomes known can open or close a step of the case."""

    _inherit = "tolerance.matter"

    def write(self, vals):
        result = super().write(vals)
        if FACTS & vals.keys():
            # sudo: not everybody who may enter the fact may write the steps.
            self.sudo().case_ids._refresh_steps()
        return result
