"""What a tolerance administrator sets, entered in the ledger as it is changed."""

from odoo import models

from ..base.loading import is_loading
from ..guard.guard_switch import REACH


class ToleranceGuard(models.Model):
    _name = "tolerance.guard"
    _inherit = ["tolerance.admin.audit", "tolerance.guard"]

    _watched_fields = ("name", "model", "active", *REACH)

    def _filter_watched(self):
        # During an installation the modules set up their own.
        return self.browse() if is_loading(self.env) else self.sudo()


class ToleranceArea(models.Model):
    _name = "tolerance.area"
    _inherit = ["tolerance.admin.audit", "tolerance.area"]

    _watched_fields = ("name", "code", "subject_kind")

    def _filter_watched(self):
        # During an installation the modules set up their own.
        return self.browse() if is_loading(self.env) else self.sudo()
