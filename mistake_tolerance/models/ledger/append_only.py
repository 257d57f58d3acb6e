"""Tables of the ledger, in which rows are added and never changed."""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..base.database_code import check_entrance
from ..base.db_trigger import Refusal, create_function, create_trigger

_lt = LazyTranslate(__name__)

FUNCTION = "tolerance_ledger_refuse_change"

APPEND_ONLY = Refusal(
    "append_only",
    _lt("The ledger is append-only: nothing in it is changed or deleted."),
)


class ToleranceLedgerAppendOnly(models.AbstractModel):
    """Rows that private methods insert by SQL.

    Nothing opens ``create``, ``write`` and ``unlink``, neither a context nor
    ``sudo()``. Where rows are written once, a trigger holds it against other
    programs too.
    """

    _name = "tolerance.ledger.append.only"
    _description = "Append-Only Rows"
    _log_access = False

    # Whether rows of the model never change after creation.
    _written_once = True

    def init(self):
        if self._abstract or not self._written_once:
            return
        create_function(self.env, FUNCTION, "BEGIN %(refuse)s; END", refuse=APPEND_ONLY)
        name = f"{self._table}_append_only"
        # The trigger runs for each row, so that a statement without rows, as schema
        # updates run it, is not refused.
        create_trigger(
            self.env.cr, self._table, name, SQL("UPDATE OR DELETE"), FUNCTION
        )
        create_trigger(
            self.env.cr,
            self._table,
            f"{name}_truncate",
            SQL("TRUNCATE"),
            FUNCTION,
            level="STATEMENT",
        )

    # These three methods always refuse, so they do not call super().
    # pylint: disable=method-required-super,no-raise-unlink
    @api.private
    @api.model_create_multi
    def create(self, vals_list):
        raise self._get_refusal()

    @api.private
    def write(self, vals):
        raise self._get_refusal()

    @api.private
    def unlink(self):
        raise self._get_refusal()

    @api.model
    def _get_refusal(self):
        return AccessError(
            self.env._(
                "Only the system writes the ledger. If an entry is wrong, correct the "
                "record it is about; the correction is entered as well."
            )
        )

    @api.model
    def _insert(self, rows):
        """Insert rows and return their ids in the same order.

        :param list rows: dictionaries of column values with the same keys
        :rtype: list
        :raises AccessError: if code from the database calls an inner method for it
        """
        check_entrance(self.env)
        columns = list(rows[0])
        places = f"({', '.join(['%s'] * len(columns))})"
        values = SQL(", ").join(
            SQL(places, *(row[name] for name in columns)) for row in rows
        )
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s) VALUES %s RETURNING id",
                SQL.identifier(self._table),
                SQL(", ").join(map(SQL.identifier, columns)),
                values,
            )
        )
        return [row_id for (row_id,) in self.env.cr.fetchall()]
