"""The waiting list of entries that the next seal covers."""

from odoo import fields, models


class ToleranceLedgerPending(models.Model):
    """Entries that no seal covers yet.

    They have a model of their own because the row of an entry must never change, and
    because the sealer then reads only new entries and not the whole ledger.
    """

    _name = "tolerance.ledger.pending"
    _description = "Entry Not Yet Sealed"
    _inherit = "tolerance.ledger.append.only"
    _log_access = False
    _written_once = False

    entry_id = fields.Many2one(
        "tolerance.ledger.entry", required=True, readonly=True, ondelete="restrict"
    )

    _entry_uniq = models.UniqueIndex(
        "(entry_id)", "This entry is already waiting to be sealed."
    )
