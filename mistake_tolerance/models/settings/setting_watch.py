"""Enters changes of guards and effect areas in the ledger."""

from odoo import models

from ..guard.guard import SCOPE_FIELDS


class ToleranceGuard(models.Model):
    _name = "tolerance.guard"
    _inherit = ["tolerance.admin.audit", "tolerance.guard"]

    _watched_fields = ("name", "model", "active", *SCOPE_FIELDS)


class ToleranceArea(models.Model):
    _name = "tolerance.area"
    _inherit = ["tolerance.admin.audit", "tolerance.area"]

    _watched_fields = ("name", "code", "subject_kind")
