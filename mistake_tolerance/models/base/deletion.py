"""A check before deletion that no client can switch off."""

from functools import wraps

from odoo import api

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .loading import is_loading


def ondelete(check):
    """Check each deletion, except while a module is uninstalled.

    A context key makes Odoo skip checks with ``at_uninstall=False``, and any client
    can send that key. While a module is uninstalled, the registry is not ready, and
    no client can fake that.

    :param check: a method that raises if its records must stay
    """

    @api.ondelete(at_uninstall=True)
    @wraps(check)
    def check_deletion(self):
        uninstalls = self.env.context.get(MODULE_UNINSTALL_FLAG)
        if not (uninstalls and is_loading(self.env)):
            check(self)

    return check_deletion
