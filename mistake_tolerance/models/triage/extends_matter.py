from odoo import fields, models


class ToleranceMatter(models.Model):
    """Shows what became of a matter."""

    _inherit = "tolerance.matter"

    triage_ids = fields.One2many("tolerance.triage", "matter_id", "Triage")
