from odoo import api, models

# Where an act says whose part was lent: the lent record, and the field in it.
LENT_ACTS = {
    "application.file": ("", "unit_head_id"),
    "follow_up.complete": ("", "helper_id"),
    "follow_up.talk_record": ("", "helper_id"),
    "follow_up.talk_cancel": ("", "helper_id"),
    "follow_up.concern_raise": ("follow_up_id", "helper_id"),
    "follow_up.concern_dismiss": ("", "body_id.head_user_id"),
    "follow_up.concern_uphold": ("", "body_id.head_user_id"),
}
SEAT_ACTS = {"ballot.cast", "determination.confirm", "determination.revoke"}
DESK_ACTS = {"application.returned", "application.not_accepted", "case.accept"}
CLERK_ACTS = {
    "case.start_inquiry",
    "case.serve",
    "case.file",
    "document.classify",
    "document.number",
    "inquiry.appoint",
    "step.done",
    "step.pause",
    "step.resume",
    "session.open",
    "session.close",
    "correction.plan",
    "correction.replan",
    "correction.void",
    "follow_up.plan",
    "follow_up.change_helper",
}


class ToleranceLedgerEntry(models.Model):
    """The ledger says for whom a stand-in acted."""

    _inherit = "tolerance.ledger.entry"

    @api.model
    def _find_principal(self, verb, record_sudo, chain):
        found = super()._find_principal(verb, record_sudo, chain)
        if found:
            return found
        if verb in SEAT_ACTS and chain:
            # The seat says it, also when the time of the stand-in is over.
            seats_sudo = chain.sudo().session_ids.seat_ids
            mine_sudo = seats_sudo.filtered(lambda s: s.user_id == self.env.user)
            return mine_sudo.principal_id[:1]
        if verb in LENT_ACTS:
            lent, name = LENT_ACTS[verb]
            lent_sudo = record_sudo[lent] if lent else record_sudo
            return lent_sudo.mapped(name) if lent_sudo.is_lent else found
        if verb in DESK_ACTS:
            return self._filter_clerk(
                record_sudo.company_id.tolerance_clerk_id, record_sudo
            )
        if verb in CLERK_ACTS and chain:
            return self._filter_clerk(chain.sudo().clerk_id, chain.sudo())
        return found

    @api.model
    def _filter_clerk(self, clerk, record_sudo):
        """Return the clerk if the user stands in for them where the record is."""
        loans = self.env["tolerance.stand.in"]._get_running(
            "clerk", deputy=self.env.user, principals=clerk
        )
        companies = {loan.company_id for loan in loans}
        return clerk if record_sudo.company_id.id in companies else clerk.browse()
