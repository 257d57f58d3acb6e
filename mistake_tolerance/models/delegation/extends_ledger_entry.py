from odoo import api, models, tools

from ..base.inheriting import iter_declared


class Base(models.AbstractModel):
    _inherit = "base"

    # The acts that a stand-in does for somebody, by code. Whose part it is: "clerk",
    # of the case in whose chain it is entered; "desk", the agency's clerk; "seat",
    # of who is away from a seat in the case; or two paths, to the record that is
    # delegated and from there to the user.
    _delegated_acts = {}


class ToleranceLedgerEntry(models.Model):
    """The ledger says for whom a stand-in acted."""

    _inherit = "tolerance.ledger.entry"

    @api.model
    def _find_principal(self, verb, record_sudo, chain):
        found = super()._find_principal(verb, record_sudo, chain)
        if found:
            return found
        part = self._get_delegated_acts().get(verb)
        if isinstance(part, tuple):
            delegated, path = part
            delegated_sudo = record_sudo[delegated] if delegated else record_sudo
            return (
                delegated_sudo.mapped(path)
                if delegated_sudo.is_delegated_to_me
                else found
            )
        if part == "desk":
            return self._filter_clerk(
                record_sudo.company_id.tolerance_clerk_id, record_sudo
            )
        if part == "seat" and chain:
            # The seat says it, also when the time of the stand-in is over.
            seats_sudo = chain.sudo().session_ids.seat_ids
            mine_sudo = seats_sudo.filtered(lambda s: s.user_id == self.env.user)
            return mine_sudo.principal_id[:1]
        if part == "clerk" and chain:
            return self._filter_clerk(chain.sudo().clerk_id, chain.sudo())
        return found

    @api.model
    @tools.ormcache()
    def _get_delegated_acts(self):
        """Return the acts that stand-ins do, of all record types.

        :return: whose part each is, by code
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
        """Return the clerk if the user stands in for them where the record is."""
        loans = self.env["tolerance.delegation"]._get_running(
            "clerk", deputy=self.env.user, principals=clerk
        )
        companies = {loan.company_id for loan in loans}
        return clerk if record_sudo.company_id.id in companies else clerk.browse()
