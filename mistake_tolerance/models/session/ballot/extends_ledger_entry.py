"""While the members of a committee vote, the ledger does not show who has voted."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...ledger.ledger_name import get_ledger_name


class ToleranceLedgerEntry(models.Model):
    """An auditor reads who has voted once the session is over.

    The entry is made when the ballot is cast, hashed and sealed as any other; a rule
    hides it until then, in lists, groups, searches and exports alike.
    """

    _inherit = "tolerance.ledger.entry"

    is_of_open_ballot = fields.Boolean(
        compute="_compute_is_of_open_ballot",
        search="_search_is_of_open_ballot",
        export_string_translation=False,
    )

    @api.model
    def _get_open_ballot_domain(self):
        """Choose the entries of ballots that were cast in a session still open.

        :rtype: Domain
        """
        # sudo: who reads the ledger reads no ballots.
        ballots_sudo = self.env["tolerance.ballot"].sudo()
        running = ballots_sudo._search(
            [
                ("session_id.state", "=", "open"),
                ("session_id.is_collective", "=", True),
            ]
        )
        return (
            Domain("verb", "=", "ballot.cast")
            & Domain("res_model", "=", get_ledger_name(ballots_sudo))
            & Domain("res_id", "in", running)
        )

    @api.depends("verb", "res_model", "res_id")
    def _compute_is_of_open_ballot(self):
        # sudo: the rule that asks for this hides these entries.
        hidden = self.sudo().search(
            Domain("id", "in", self.ids) & self._get_open_ballot_domain()
        )
        for entry in self:
            entry.is_of_open_ballot = entry._origin.id in hidden.ids

    def _search_is_of_open_ballot(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_open_ballot_domain()
        return domain if True in value else ~domain
