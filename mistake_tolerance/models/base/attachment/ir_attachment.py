"""Keeps the files whose digest the ledger holds, and the fields that hold files.

A file that belongs to a field of a record is written by the record, which checks who
may do so when, and never as an attachment of its own.
"""

from odoo import fields, models
from odoo.exceptions import AccessError
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

    def _check_access(self, operation):
        """Refuse to change files of our fields past the records that they belong to."""
        result = super()._check_access(operation)
        if operation == "read" or self.env.su:
            return result
        # sudo: the address of a file is read to tell what it belongs to.
        ours = self.sudo().filtered(
            lambda file: (
                file.res_field and (file.res_model or "").startswith("tolerance.")
            )
        )
        if not ours:
            return result
        forbidden = ours.sudo(False)
        if result:
            forbidden |= result[0]
        return forbidden, lambda: AccessError(
            self.env._("This file is a field of a record: change it on its form.")
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
