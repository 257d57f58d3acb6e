"""Persons and units that matters are about."""

from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _filter_concerned(self):
        matters = self.env["tolerance.matter"].search([("subject_ids", "in", self.ids)])
        return super()._filter_concerned() | (matters.subject_ids & self)
