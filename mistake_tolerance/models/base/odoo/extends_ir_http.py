"""Checks deferred triggers before the response, so that the user reads the reason."""

from odoo import models
from odoo.http import request

from ..db_trigger import check_deferred


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        """Run deferred triggers while Odoo can still turn errors into messages."""
        cr = request.env.cr
        if not (cr.closed or cr.readonly):
            cr.flush()
            check_deferred(cr)
        return super()._post_dispatch(response)
