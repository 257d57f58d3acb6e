"""Creates the functions and triggers by which the database enforces our rules.

A trigger refuses by a :class:`Refusal`. The database says it in English, the user
reads it in their own language.
"""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .noted import forget, note

_lt = LazyTranslate(__name__)

_REFUSALS = {}


class Refusal:
    """An error message of triggers, shared by all functions that raise it.

    :param str name: unique among the refusals
    :param LazyGettext text: the sentence
    """

    def __init__(self, name, text):
        self.name = f"tolerance_{name}"
        self.text = text
        _REFUSALS[self.name] = self

    def get_statement(self, env):
        """Return the statement that refuses, for the body of a trigger function.

        :rtype: SQL
        """
        return SQL(
            "RAISE EXCEPTION USING ERRCODE = 'check_violation',"
            " TABLE = TG_TABLE_NAME, CONSTRAINT = %s, MESSAGE = %s",
            self.name,
            env(context={})._(self.text),
        )


def get_sentence(env, error):
    """Return the message of one of our triggers, in the language of the user.

    :param psycopg2.Error error: raised by any statement
    :return: the sentence, or False if it was no trigger of ours
    :rtype: str | bool
    """
    refusal = _REFUSALS.get(error.diag.constraint_name)
    return (refusal and env._(refusal.text)) or False


COLUMN_KEPT = Refusal(
    "column_kept",
    _lt("What this record is about does not change: end it, and make another."),
)


def create_function(env, name, body, arguments="", returns="trigger", **parts):
    """Make a function of the database, or replace it.

    :param env: the environment
    :param str name: name of the function
    :param str body: in PL/pgSQL, with ``%(name)s`` for each of the parts
    :param str arguments: with their types
    :param str returns: the type of what it returns, how it depends on the data, and
        settings it runs with
    :param parts: fragments (:class:`SQL`) or :class:`Refusal`
    """
    # The columns returned are part of a function's type, so each table has its own.
    if returns.startswith("TABLE"):
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s", SQL.identifier(name)))
    env.cr.execute(
        SQL(
            "CREATE OR REPLACE FUNCTION %s(%s) RETURNS %s AS $$ %s $$ LANGUAGE plpgsql",
            SQL.identifier(name),
            SQL(arguments),
            SQL(returns),
            SQL(
                body,
                **{
                    key: part.get_statement(env) if isinstance(part, Refusal) else part
                    for key, part in parts.items()
                },
            ),
        )
    )
    note(env.cr, "function", name)


def keep_columns(model, *columns):
    """Create a trigger that refuses to change columns once a row has values.

    :param model: whose table it is
    :param str columns: names of stored fields
    """
    create_function(
        model.env,
        "tolerance_column_kept",
        """
        BEGIN
            IF EXISTS (SELECT FROM unnest(TG_ARGV) name
                        WHERE to_jsonb(OLD) -> name IS DISTINCT FROM
                              to_jsonb(NEW) -> name)
            THEN
                %(refuse)s;
            END IF;
            RETURN NEW;
        END
        """,
        refuse=COLUMN_KEPT,
    )
    event = SQL(
        "UPDATE OF %s", SQL(", ").join(SQL.identifier(column) for column in columns)
    )
    create_trigger(
        model.env.cr,
        model._table,
        "tolerance_column_kept",
        event,
        "tolerance_column_kept",
        *columns,
    )


def create_trigger(cr, table, name, event, function, *args, level="ROW", when=None):
    """Create a trigger that calls ``function`` before ``event``, or replace it.

    :param cr: the cursor
    :param str table: table of the trigger
    :param str name: name of the trigger
    :param SQL event: for example ``UPDATE OR DELETE``
    :param str function: name of a trigger function that exists
    :param args: texts handed to the function
    :param str level: ``ROW``, or ``STATEMENT`` as TRUNCATE needs it
    :param SQL when: a condition on the row, without which the function is not called
    """
    drop_trigger(cr, table, name)
    cr.execute(
        SQL(
            "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH %s %s EXECUTE FUNCTION %s(%s)",
            SQL.identifier(name),
            event,
            SQL.identifier(table),
            SQL(level),
            SQL("WHEN (%s)", when) if when else SQL(),
            SQL.identifier(function),
            _list(args),
        )
    )
    note(cr, "trigger", name, table)


def create_deferred_trigger(cr, table, name, event, function, *args, when=None):
    """Create a trigger that checks the rows when the transaction ends.

    :param cr: the cursor
    :param str table: table of the trigger
    :param str name: name of the trigger
    :param SQL event: for example ``INSERT OR UPDATE``
    :param str function: name of a trigger function that exists
    :param args: texts handed to the function
    :param SQL when: a condition on the row, without which nothing is checked
    """
    drop_trigger(cr, table, name)
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
    note(cr, "trigger", name, table)


def drop_trigger(cr, table, name):
    """Drop a trigger if it exists.

    :param cr: the cursor
    :param str table: table of the trigger
    :param str name: name of the trigger
    """
    # CREATE OR REPLACE TRIGGER came with PostgreSQL 14; Odoo runs on 13 as well.
    cr.execute(
        SQL(
            "DROP TRIGGER IF EXISTS %s ON %s",
            SQL.identifier(name),
            SQL.identifier(table),
        )
    )
    forget(cr, "trigger", name, table)


def check_deferred(cr):
    """Run the deferred triggers now on what this transaction has written.

    What they refuse at the commit itself reaches a client as an error of the server.

    :param cr: the cursor
    """
    cr.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _list(args):
    return SQL(", ").join(SQL("%s", arg) for arg in args)
