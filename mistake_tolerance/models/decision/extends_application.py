from odoo import api, fields, models


class ToleranceApplication(models.Model):
    """Explains the decision on an application to the person or unit it protects."""

    _inherit = "tolerance.application"

    protection_meaning = fields.Text(
        "What It Means", compute="_compute_protection_meaning"
    )

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_protection_meaning(self):
        for application in self:
            # sudo: decisions are found for each reader; only readable effects are
            # shown.
            decisions_sudo = application.sudo().party_ids.determination_ids
            effects = decisions_sudo.effect_ids.sudo(False)._filtered_access("read")
            in_force = effects.filtered("is_in_force")
            application.protection_meaning = "\n".join(in_force.mapped("meaning"))
