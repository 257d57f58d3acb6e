"""What acceptance adds to the application."""

from odoo import fields, models


class ToleranceApplication(models.Model):
    """Says under which other rules the clerk accepted it, and why."""

    _inherit = "tolerance.application"

    governing_version_id = fields.Many2one(
        "tolerance.scheme.version", "Accepted Under", readonly=True, copy=False
    )
    governing_reason = fields.Text("Why Other Rules", readonly=True, copy=False)

    def _get_answer(self):
        return super()._get_answer() | {
            "rules": self.governing_version_id.id,
            "rules_reason": self.governing_reason or "",
        }
