from odoo import api, fields, models


class ToleranceCaseParty(models.Model):
    """Shows the decision about a party to those who may read it."""

    _inherit = "tolerance.case.party"

    determination_ids = fields.One2many("tolerance.determination", "party_id")
    determination_id = fields.Many2one(
        "tolerance.determination", "Decision", compute="_compute_determination_id"
    )
    outcome_id = fields.Many2one(
        "tolerance.scheme.degree", compute="_compute_determination_id"
    )
    decided_on = fields.Date(compute="_compute_determination_id")
    decision_state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed"), ("revoked", "Revoked")],
        "State of the Decision",
        compute="_compute_determination_id",
    )

    @api.depends("determination_ids.state", "determination_ids.degree_id")
    @api.depends_context("uid")
    def _compute_determination_id(self):
        latest = self._get_determinations()
        for party in self:
            determination = latest.get(party.id, self.env["tolerance.determination"])
            party.determination_id = determination
            party.outcome_id = determination.degree_id
            party.decided_on = determination.decided_on
            party.decision_state = determination.state

    def _get_determinations(self):
        """Find the latest determination about each party that the user may read.

        :return: ``{party id: determination}``
        :rtype: dict
        """
        Determination = self.env["tolerance.determination"]
        if not Determination.has_access("read"):
            return {}
        found = Determination.search_fetch(
            [("party_id", "in", self.ids)],
            ["party_id", "degree_id", "decided_on", "state", "replaces_id"],
            order="id",
        )
        # A draft that would replace a decision in force shows once it is confirmed.
        waiting = found.filtered(
            lambda d: d.state == "draft" and d.replaces_id.state == "confirmed"
        )
        return {d.party_id.id: d for d in found - waiting}
