from odoo import api, models


class ToleranceCalendarCached(models.AbstractModel):
    """Records from which working days are counted, and kept by every worker."""

    _name = "tolerance.calendar.cached"
    _description = "Kept Calendar Record"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
