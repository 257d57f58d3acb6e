from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceLedgerEntry(models.Model):
    """An auditor reads no chain of a case they are in conflict with."""

    _inherit = "tolerance.ledger.entry"

    is_conflicted = fields.Boolean(
        compute="_compute_is_conflicted",
        search="_search_is_conflicted",
        export_string_translation=False,
    )

    @api.model
    def _get_conflicted_chains(self):
        # Users do not read their own conflicts.
        rows_sudo = self.env["tolerance.conflict"].sudo()
        rows_sudo = rows_sudo.search([("user_id", "=", self.env.uid)])
        return [f"tolerance.case,{case.id}" for case in rows_sudo.case_id]

    @api.depends("chain")
    @api.depends_context("uid")
    def _compute_is_conflicted(self):
        chains = set(self._get_conflicted_chains())
        for entry in self:
            entry.is_conflicted = entry.chain in chains

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        conflicted = Domain("chain", "in", self._get_conflicted_chains())
        return conflicted if True in value else ~conflicted


class ToleranceLedgerChain(models.Model):
    """Nor does the head of such a chain say that there is a case."""

    _inherit = "tolerance.ledger.chain"

    is_conflicted = fields.Boolean(
        compute="_compute_is_conflicted",
        search="_search_is_conflicted",
        export_string_translation=False,
    )

    @api.depends("key")
    @api.depends_context("uid")
    def _compute_is_conflicted(self):
        keys = set(self.env["tolerance.ledger.entry"]._get_conflicted_chains())
        for chain in self:
            chain.is_conflicted = chain.key in keys

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        keys = self.env["tolerance.ledger.entry"]._get_conflicted_chains()
        conflicted = Domain("key", "in", keys)
        return conflicted if True in value else ~conflicted
