"""Closes external ids of our records, and says errors of triggers in sentences."""

from odoo import api, models

from ..db_trigger import get_sentence


class Base(models.AbstractModel):
    _inherit = "base"

    def get_external_id(self):
        """Return external ids of our records only to users who may read them."""
        if self._name.startswith("tolerance."):
            self.check_access("read")
        return super().get_external_id()

    @api.model
    def _sql_error_to_message(self, exc):
        return get_sentence(self.env, exc) or super()._sql_error_to_message(exc)
