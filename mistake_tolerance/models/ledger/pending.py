from odoo import fields, models


class ToleranceLedgerPending(models.Model):
    """The entries that no seal covers yet.

    A table of its own, because nothing may change on the row of an entry, and
    because the sealer then looks at what is new and not at the whole ledger.
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
