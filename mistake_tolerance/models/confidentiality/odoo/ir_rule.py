from odoo import models
from odoo.exceptions import AccessError


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """Refuse a closed record without naming the person it is about.

        Odoo's own text names the records and the rules in developer mode.
        """
        error = super()._make_access_error(operation, records)
        if not records._name.startswith("tolerance."):
            return error
        named = AccessError(
            self.env._(
                "You cannot open or change this %(kind)s. If your work needs it, ask "
                "the clerk in charge of error tolerance.",
                kind=self.env["ir.model"]._get(records._name).name,
            )
        )
        if context := getattr(error, "context", None):
            named.context = context
        return named
