"""Keeps the files whose digest the ledger holds."""

from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

FILE_KEPT = Refusal(
    "file_kept",
    _lt("This file was submitted: it stays as it is. Add another file beside it."),
)

# Where the bytes lie may change, as when an administrator moves the file store; which
# bytes they are may not. Of both, the checksum tells.
KEPT = (
    "checksum",
    "name",
    "type",
    "url",
    "res_model",
    "res_field",
    "res_id",
    "tolerance_is_kept",
)

FUNCTION = """
BEGIN
    IF TG_OP = 'DELETE' OR (%(old)s) IS DISTINCT FROM (%(new)s) THEN
        %(refuse)s;
    END IF;
    RETURN NEW;
END
"""


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    tolerance_is_kept = fields.Boolean(
        "Submitted File",
        groups=fields.NO_ACCESS,
        help="The ledger holds the digest of this file.",
    )

    def init(self):
        """Keep in the database the files that were submitted."""
        super().init()

        def list_columns(row):
            return SQL(", ").join(SQL.identifier(row, name) for name in KEPT)

        create_function(
            self.env,
            "tolerance_file_kept",
            FUNCTION,
            old=list_columns("old"),
            new=list_columns("new"),
            refuse=FILE_KEPT,
        )
        create_trigger(
            self.env.cr,
            self._table,
            "tolerance_file_kept",
            SQL("UPDATE OR DELETE"),
            "tolerance_file_kept",
            # It goes with the column when the module is uninstalled.
            when=SQL("OLD.tolerance_is_kept"),
        )
