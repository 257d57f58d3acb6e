"""Hides the ledger of a case from auditors who are in conflict with it."""

from odoo import api, fields, models

from ..ledger.ledger_name import get_ledger_name


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
        beside = Conflict._get_closed_reference_domain(
            "res_model",
            "res_id",
            names=Conflict._get_closable_models(),
            own_too=True,
            write=get_ledger_name,
        )
        return beside | Conflict._get_closed_chain_domain("chain")

    @api.depends("chain", "res_model", "res_id")
    @api.depends_context("uid")
    def _compute_is_conflicted(self):
        # sudo: rules that ask for this hide the closed entries.
        conflicted = self.sudo().filtered_domain(self._get_conflicted_domain())
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
        Conflict = self.env["tolerance.conflict"]
        # sudo: as for entries.
        conflicted = self.sudo().filtered_domain(
            Conflict._get_closed_chain_domain("key")
        )
        for chain in self:
            chain.is_conflicted = chain in conflicted

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        conflicted = self.env["tolerance.conflict"]._get_closed_chain_domain("key")
        return conflicted if True in value else ~conflicted
