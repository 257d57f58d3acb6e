"""Enters changes of guards, effect areas and kinds of units in the ledger."""

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


class ToleranceSubjectType(models.Model):
    _name = "tolerance.subject.type"
    _inherit = ["tolerance.admin.audit", "tolerance.subject.type"]

    _watched_fields = ("name", "code", "kind")
