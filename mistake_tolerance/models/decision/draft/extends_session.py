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
                    result._prepare_draft()
                    for result in deciding.sudo().result_ids
                    if result.state == "decided" and result._is_drafted()
                ]
            )
        )
        for draft_sudo in drafts_sudo:
            draft_sudo._plan_todo("confirm", draft_sudo._get_confirming_users())
