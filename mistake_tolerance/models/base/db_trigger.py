"""Triggers of our own tables: the database holds what must hold, whoever writes."""

from odoo.tools import SQL

COLUMN_KEPT = """
CREATE OR REPLACE FUNCTION tolerance_column_kept() RETURNS trigger AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(TG_ARGV) name
                WHERE to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name)
    THEN
        RAISE EXCEPTION 'What % % is about does not change: end it, and make another.',
            TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql
"""


def keep_columns(model, *columns):
    """Let the database refuse to change columns that a row has from the beginning.

    :param model: whose table it is
    :param str columns: names of stored fields
    """
    cr = model.env.cr
    cr.execute(COLUMN_KEPT)
    event = SQL(
        "UPDATE OF %s", SQL(", ").join(SQL.identifier(column) for column in columns)
    )
    create_trigger(
        cr,
        model._table,
        "tolerance_column_kept",
        event,
        "tolerance_column_kept",
        *columns,
    )


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
