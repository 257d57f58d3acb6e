from odoo import models


class MailMessage(models.Model):
    """Whoever wrote or got a message reads it, unless the case is closed to them."""

    _name = "mail.message"
    _inherit = ["tolerance.closed.with", "mail.message"]

    _model_path = "model"

    def _get_forbidden_access(self, operation):
        return super()._get_forbidden_access(operation) | self._filter_closed()
