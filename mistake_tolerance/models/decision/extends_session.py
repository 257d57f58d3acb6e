from odoo import models


class ToleranceSession(models.Model):
    _inherit = "tolerance.session"

    def _on_closed(self):
        """Draft what was decided about each party, for the seat to confirm."""
        super()._on_closed()
        deciding = self.filtered(lambda session: session.kind == "decision")
        # sudo: determinations follow from ballots; no user may create them directly.
        drafts_sudo = (
            self.env["tolerance.determination"]
            .sudo()
            ._create_unlocked(
                [
                    {
                        "party_id": ballot.party_id.id,
                        "degree_id": ballot.degree_id.id,
                        "situation_ids": [(6, 0, ballot.situation_ids.ids)],
                        "exclusion_ids": [(6, 0, ballot.exclusion_ids.ids)],
                        "reasons": ballot.reasons,
                        "nature": ballot.nature,
                    }
                    for ballot in deciding.ballot_ids
                ]
            )
        )
        for draft_sudo in drafts_sudo:
            session = deciding.filtered(lambda s, d=draft_sudo: s.case_id == d.case_id)
            draft_sudo._plan_todo("confirm", session.seat_ids.user_id)
