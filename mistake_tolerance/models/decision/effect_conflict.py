from odoo import api, models
from odoo.tools import SQL


class ToleranceEffect(models.Model):
    """Hides matters from users with a conflict of interest."""

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
