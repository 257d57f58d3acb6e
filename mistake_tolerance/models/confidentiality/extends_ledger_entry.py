"""Hides the ledger of a case from auditors who are in conflict with it."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..ledger.ledger_name import get_chain_key, get_ledger_name


class ToleranceLedgerEntry(models.Model):
    """An auditor reads no entry about a case they are in conflict with."""

    _inherit = "tolerance.ledger.entry"

    is_conflicted = fields.Boolean(
        compute="_compute_is_conflicted",
        search="_search_is_conflicted",
        export_string_translation=False,
    )

    @api.model
    def _get_conflicted_domain(self):
        """Choose the entries of closed cases, in their chains and beside them.

        :rtype: Domain
        """
        Conflict = self.env["tolerance.conflict"]
        # Acts of staff are not shown to applicants, even those on their own
        # application.
        beside = Conflict._get_closed_domain(
            "res_model",
            "res_id",
            names=Conflict._get_closable_models(),
            own_too=True,
            write=get_ledger_name,
        )
        return beside | Domain("chain", "in", self._get_conflicted_chains())

    @api.model
    def _get_conflicted_chains(self):
        # sudo: users may not read their own conflicts.
        rows_sudo = self.env["tolerance.conflict"].sudo()
        rows_sudo = rows_sudo.search([("user_id", "=", self.env.uid)])
        chains = {row_sudo._get_ledger_chain() for row_sudo in rows_sudo}
        return [get_chain_key(chain) for chain in chains if chain]

    @api.depends("chain", "res_model", "res_id")
    @api.depends_context("uid")
    def _compute_is_conflicted(self):
        conflicted = self.filtered_domain(self._get_conflicted_domain())
        for entry in self:
            entry.is_conflicted = entry in conflicted

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        conflicted = self._get_conflicted_domain()
        return conflicted if True in value else ~conflicted


class ToleranceLedgerChain(models.Model):
    """Hides the heads of such chains as well."""

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
