from odoo import api, models
from odoo.tools import SQL


class ToleranceEffect(models.Model):
    """To whoever is in conflict with a matter, there is no such matter."""

    _inherit = "tolerance.effect"

    @api.model
    def _get_matter_condition(self):
        if self.env.su:
            return super()._get_matter_condition()
        return SQL(
            "%s AND NOT EXISTS (SELECT FROM tolerance_conflict c "
            "WHERE c.matter_id = m.id AND c.user_id = %s)",
            super()._get_matter_condition(),
            self.env.uid,
        )
