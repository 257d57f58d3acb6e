"""A refusal that code swallows: the database does not commit what was refused.

The refused row is written already when its guard refuses it. An error that goes up
takes it back with its transaction, an import with its savepoint. Code that catches
the error and goes on would keep the row: it could empty the queue in which the judge
waits for the commit. What waits in the database cannot be emptied by the ORM.
"""

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..base.db_trigger import Refusal, create_deferred_trigger, create_function

_lt = LazyTranslate(__name__)

TABLE = "tolerance_swallowed"

NOT_TAKEN_BACK = Refusal(
    "not_taken_back",
    _lt("A record was refused, and not taken back. Nothing of this is stored."),
)


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    def init(self):
        """Make the table whose rows nobody commits, and which is therefore empty."""
        super().init()
        cr = self.env.cr
        cr.execute(
            SQL(
                "CREATE TABLE IF NOT EXISTS %s (res_model varchar, res_ids integer[])",
                SQL.identifier(TABLE),
            )
        )
        create_function(
            self.env,
            "tolerance_swallowed_refused",
            "BEGIN %(refuse)s; END",
            refuse=NOT_TAKEN_BACK,
        )
        create_deferred_trigger(
            cr, TABLE, TABLE, SQL("INSERT"), "tolerance_swallowed_refused"
        )

    @api.model
    def _forbid_commit(self, spec, row_ids):
        """Let the transaction end in a rollback, unless a savepoint takes this back.

        Deleting the row later does not help: its trigger waits all the same.

        :param Spec spec: the guard
        :param row_ids: ids of the refused rows
        """
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s VALUES (%s, %s)",
                SQL.identifier(TABLE),
                spec.model,
                sorted(row_ids),
            )
        )
