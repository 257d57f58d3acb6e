from odoo import models
from odoo.http import request

from ..db_trigger import check_deferred


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        """Let deferred triggers speak while Odoo can still make a sentence of it."""
        cr = request.env.cr
        if not (cr.closed or cr.readonly):
            cr.flush()
            check_deferred(cr)
        return super()._post_dispatch(response)
