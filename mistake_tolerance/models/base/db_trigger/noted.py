"""What the database was given by our code: triggers and functions, with what they say.

A check can tell by it whether one was switched off, changed or dropped since.
"""

from odoo.tools import SQL

# What a trigger ``t`` or a function ``p`` says, in short.
DIGEST = SQL(
    "md5(CASE WHEN t.oid IS NULL THEN pg_get_functiondef(p.oid)"
    " ELSE pg_get_triggerdef(t.oid) END)"
)
# The trigger or function that a row ``o`` speaks of.
OBJECTS = SQL(
    """
    LEFT JOIN pg_trigger t
           ON o.kind = 'trigger' AND t.tgname = o.name
          AND t.tgrelid = to_regclass(NULLIF(o.on_table, ''))
    LEFT JOIN pg_proc p
           ON o.kind = 'function' AND p.proname = o.name
          AND p.pronamespace = 'public'::regnamespace
    """
)


def find_changed_objects(cr):
    """Return the triggers and functions that are not as they were created.

    :param cr: the cursor
    :return: ``(kind, name, table, what happened)``, the last of which is ``missing``,
        ``off`` or ``changed``
    :rtype: list
    """
    _make_table(cr)
    cr.execute(
        SQL(
            """
            SELECT *
              FROM (SELECT o.kind, o.name, o.on_table,
                           CASE WHEN COALESCE(t.oid, p.oid) IS NULL THEN 'missing'
                                WHEN t.tgenabled NOT IN ('O', 'A') THEN 'off'
                                WHEN o.digest <> %(digest)s THEN 'changed' END AS what
                      FROM tolerance_db_object o
                 %(objects)s) found
             WHERE what IS NOT NULL
          ORDER BY kind, name, on_table
            """,
            digest=DIGEST,
            objects=OBJECTS,
        )
    )
    return cr.fetchall()


def _make_table(cr):
    cr.execute(
        """
        CREATE TABLE IF NOT EXISTS tolerance_db_object (
            kind varchar NOT NULL,
            name varchar NOT NULL,
            on_table varchar NOT NULL DEFAULT '',
            digest varchar NOT NULL,
            PRIMARY KEY (kind, name, on_table)
        )
        """
    )


def note(cr, kind, name, table=""):
    """Note that a trigger or a function was created, and what it says.

    :param cr: the cursor
    :param str kind: ``trigger`` or ``function``
    :param str name: its name
    :param str table: of a trigger
    """
    _make_table(cr)
    cr.execute(
        SQL(
            """
            INSERT INTO tolerance_db_object (kind, name, on_table, digest)
            SELECT o.kind, o.name, o.on_table, %(digest)s
              FROM (SELECT %(kind)s AS kind, %(name)s AS name,
                           %(table)s AS on_table) o
                 %(objects)s
            ON CONFLICT (kind, name, on_table) DO UPDATE SET digest = EXCLUDED.digest
            """,
            digest=DIGEST,
            objects=OBJECTS,
            kind=kind,
            name=name,
            table=table,
        )
    )


def forget(cr, kind, name, table=""):
    """Note that a trigger or a function is no longer there.

    :param cr: the cursor
    :param str kind: ``trigger`` or ``function``
    :param str name: its name
    :param str table: of a trigger
    """
    _make_table(cr)
    cr.execute(
        SQL(
            """
            DELETE FROM tolerance_db_object
             WHERE kind = %s AND name = %s AND on_table = %s
            """,
            kind,
            name,
            table,
        )
    )
