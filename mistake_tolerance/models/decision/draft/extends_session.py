from odoo import models


class ToleranceSession(models.Model):
    _inherit = "tolerance.session"

    def _on_closed(self):
        """Draft what was decided about each party, for the chair to confirm."""
        super()._on_closed()
        deciding = self.filtered(lambda session: session.kind == "decision")
        # sudo: determinations follow from results; no user may create them directly.
        drafts_sudo = (
            self.env["tolerance.determination"]
            .sudo()
            ._create_unlocked(
                [
                    {
                        "party_id": result.party_id.id,
                        "degree_id": result.degree_id.id,
                        "situation_ids": [(6, 0, result.situation_ids.ids)],
                        "exclusion_ids": [(6, 0, result.exclusion_ids.ids)],
                        "reasons": result.reasons,
                        "nature": result.nature,
                    }
                    for result in deciding.sudo().result_ids
                    if result.state == "decided"
                ]
            )
        )
        for draft_sudo in drafts_sudo:
            draft_sudo._plan_todo(
                "confirm", draft_sudo.party_id._get_confirming_users()
            )
