"""Says in the ledger for whom a stand-in acted.

``_delegated_acts`` of each model lists the acts that stand-ins do. Example: a stand-in
of the clerk serves a decision; the entry names the stand-in as the author and the clerk
as the principal.
"""

from odoo import api, models, tools

from ..base.inheriting import iter_declared


class Base(models.AbstractModel):
    _inherit = "base"

    # The acts that a stand-in may do, by their ledger code, and for whom: "clerk" for
    # the clerk in charge of the case of the chain, "desk" for the clerk who receives
    # applications, "seat" for the absent holder of a seat in the case; or two paths,
    # from the record to the delegated record and from there to the absent user.
    _delegated_acts = {}


class ToleranceLedgerEntry(models.Model):
    """Enters for whom a stand-in acted."""

    _inherit = "tolerance.ledger.entry"

    @api.model
    def _find_principal(self, code, record_sudo, chain):
        found = super()._find_principal(code, record_sudo, chain)
        if found:
            return found
        role = self._get_delegated_acts().get(code)
        if isinstance(role, tuple):
            delegated, path = role
            delegated_sudo = record_sudo[delegated] if delegated else record_sudo
            return (
                delegated_sudo.mapped(path)
                if delegated_sudo.is_delegated_to_me
                else found
            )
        if role == "desk":
            return self._filter_clerk(
                record_sudo.company_id.tolerance_clerk_id, record_sudo
            )
        # sudo: the acting user may not read the seats and the clerk of the case.
        if role == "seat" and chain:
            # The seat keeps the absent user after the delegation has ended.
            seats_sudo = chain.sudo().session_ids.seat_ids
            mine_sudo = seats_sudo.filtered(lambda s: s.user_id == self.env.user)
            return mine_sudo.principal_id[:1]
        if role == "clerk" and chain:
            return self._filter_clerk(chain.sudo().clerk_id, chain.sudo())
        return found

    @api.model
    @tools.ormcache()
    def _get_delegated_acts(self):
        """Return the acts that stand-ins may do, of all record types.

        :return: for whom each is done, by code, as in ``_delegated_acts``
        :rtype: dict
        """
        acts = {}
        for model in self.env.registry.values():
            if not model._abstract:
                for declared in iter_declared(model, "_delegated_acts"):
                    acts |= declared
        return acts

    @api.model
    def _filter_clerk(self, clerk, record_sudo):
        """Return the clerk if the user stands in for them in that company."""
        delegations = self.env["tolerance.delegation"]._get_running(
            "clerk", deputy=self.env.user, principals=clerk
        )
        companies = {delegation.company_id for delegation in delegations}
        return clerk if record_sudo.company_id.id in companies else clerk.browse()
