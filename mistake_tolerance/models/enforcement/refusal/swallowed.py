"""Blocks the commit if code swallows a refusal of the guard.

The row is already written when its guard refuses it. An error that is raised to the
top rolls back the transaction, an import rolls back its savepoint. Code that catches
the error and goes on would keep the row, and could clear the queue of checks before
the commit. A deferred trigger in the database cannot be cleared by the ORM.
"""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal, create_deferred_trigger, create_function

_lt = LazyTranslate(__name__)

TABLE = "tolerance_swallowed"

NOT_TAKEN_BACK = Refusal(
    "not_taken_back",
    _lt("A record was refused, and not taken back. Nothing of this is stored."),
)


def create_table(env):
    """Create the table whose rows are never committed, so that it stays empty.

    :param env: the environment
    """
    env.cr.execute(
        SQL(
            "CREATE TABLE IF NOT EXISTS %s (res_model varchar, res_ids integer[])",
            SQL.identifier(TABLE),
        )
    )
    create_function(
        env,
        "tolerance_swallowed_refused",
        "BEGIN %(refuse)s; END",
        refuse=NOT_TAKEN_BACK,
    )
    create_deferred_trigger(
        env.cr, TABLE, TABLE, SQL("INSERT"), "tolerance_swallowed_refused"
    )


def forbid_commit(env, spec, row_ids):
    """Make the transaction end in a rollback, unless a savepoint is rolled back first.

    Deleting the row later does not help: its deferred trigger still runs.

    :param env: the environment
    :param GuardSpec spec: the guard
    :param row_ids: ids of the refused rows
    """
    env.cr.execute(
        SQL(
            "INSERT INTO %s VALUES (%s, %s)",
            SQL.identifier(TABLE),
            spec.model,
            sorted(row_ids),
        )
    )
