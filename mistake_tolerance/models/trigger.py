"""Triggers of our own tables: the database holds what must hold, whoever writes."""

from odoo.tools import SQL


def create_trigger(cr, table, name, event, function, *args, level="ROW"):
    """Let a trigger call ``function`` before ``event``; an older one is replaced.

    :param cr: the cursor
    :param str table: table of the trigger
    :param str name: name of the trigger
    :param SQL event: for example ``UPDATE OR DELETE``
    :param str function: name of a trigger function that exists
    :param args: texts handed to the function
    :param str level: ``ROW``, or ``STATEMENT`` as TRUNCATE needs it
    """
    _replace(cr, table, name)
    cr.execute(
        SQL(
            "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH %s EXECUTE FUNCTION %s(%s)",
            SQL.identifier(name),
            event,
            SQL.identifier(table),
            SQL(level),
            SQL.identifier(function),
            _list(args),
        )
    )


def create_deferred_trigger(cr, table, name, event, function, *args, when=None):
    """Let a trigger check the rows of ``event`` when the transaction ends.

    :param cr: the cursor
    :param str table: table of the trigger
    :param str name: name of the trigger
    :param SQL event: for example ``INSERT OR UPDATE``
    :param str function: name of a trigger function that exists
    :param args: texts handed to the function
    :param SQL when: a condition on the row, without which nothing is checked
    """
    _replace(cr, table, name)
    cr.execute(
        SQL(
            "CREATE CONSTRAINT TRIGGER %s AFTER %s ON %s DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW %s EXECUTE FUNCTION %s(%s)",
            SQL.identifier(name),
            event,
            SQL.identifier(table),
            SQL("WHEN (%s)", when) if when else SQL(),
            SQL.identifier(function),
            _list(args),
        )
    )


def _replace(cr, table, name):
    # CREATE OR REPLACE TRIGGER came with PostgreSQL 14; Odoo runs on 13 as well.
    cr.execute(
        SQL(
            "DROP TRIGGER IF EXISTS %s ON %s",
            SQL.identifier(name),
            SQL.identifier(table),
        )
    )


def _list(args):
    return SQL(", ").join(SQL("%s", arg) for arg in args)
