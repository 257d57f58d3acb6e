from odoo import models


class ToleranceSession(models.Model):
    _inherit = "tolerance.session"

    def _on_closed(self):
        """Draft a determination for each party from the decision of a session."""
        super()._on_closed()
        ballots = self.filtered(lambda session: session.kind == "decision").ballot_ids
        self.env["tolerance.determination"].create(
            [
                {
                    "party_id": ballot.party_id.id,
                    "degree_id": ballot.degree_id.id,
                    "situation_ids": [(6, 0, ballot.situation_ids.ids)],
                    "exclusion_ids": [(6, 0, ballot.exclusion_ids.ids)],
                    "reasons": ballot.reasons,
                }
                for ballot in ballots
            ]
        )


class ToleranceDetermination(models.Model):
    _inherit = "tolerance.determination"

    def _is_decider(self):
        sessions = self.env["tolerance.session"].sudo().search(
            [("case_id", "=", self.case_id.id), ("kind", "=", "decision")]
        )
        return self.env.user in sessions.seat_ids.user_id
