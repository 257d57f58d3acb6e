"""Builds the query of the negative records of one guarded model.

It translates the settings of a guard into SQL: its condition becomes the WHERE clause,
and each of its paths, such as the one from an appraisal line over the appraisal to the
employee, becomes joins and one column. The query is built with the rights of the system
and cached, so what differs from one use to the next stands in it as a placeholder.
"""

from enum import Enum

from odoo.tools import SQL


class Placeholder(Enum):
    """A placeholder of a cached statement, filled in at each use."""

    ROWS = "ids of rows"
    PERSON_ROWS = "ids of the rows that a person writes now"
    ZONE = "time zone of the agency"


def get_negative_query(env, spec, path=None, restriction=None):
    """Return a SELECT of the negative rows of a guarded model.

    :param env: the environment
    :param GuardSpec spec: the guard, as the engine reads it
    :param tuple path: only rows that lead by this path to ``Placeholder.ROWS``, the
        empty path for those rows themselves
    :param restriction: function from a column getter to a further condition
    :return: with :class:`Placeholder` among its parameters, which
        :func:`fill_placeholders` fills in
    :rtype: SQL
    """
    # sudo: the guard reads every row, archived ones too, independent of the user's
    # rights and language.
    model = env[spec.model].sudo()
    model = model.with_context(active_test=False, lang=None, tz="UTC")
    query = model._search(spec.domain, active_test=False)
    alias = model._table

    def column(name):
        return _get_column(env, query, model, alias, getattr(spec, name))

    subject = column("subject")
    matter = column("matter") if spec.matter else SQL("NULL::int")
    area = column("area") if spec.area else SQL("%s::int", spec.area_id)
    amount = column("amount") if spec.amount else SQL("0")
    if path is not None:
        rows = _get_column(env, query, model, alias, (*path, "id"))
        query.add_where(SQL("%s = ANY(%s)", rows, Placeholder.ROWS))
    if restriction:
        query.add_where(restriction(column) if spec.matter else SQL("FALSE"))
    query.add_where(SQL("%s IS NOT NULL", subject))
    return query.select(
        SQL("%s AS id", SQL.identifier(alias, "id")),
        SQL("%s AS subject_id", subject),
        SQL("%s AS matter_id", matter),
        SQL("%s AS area_id", area),
        SQL("%s AS on_date", _get_date(env, query, model, alias, spec.date)),
        SQL("%s AS entered_on", _get_entry_day(model, alias)),
        # A deduction may be stored as 3 or as -3.
        SQL("ABS(COALESCE(%s, 0)::float) AS amount", amount),
    )


def fill_placeholders(env, params, row_ids=(), person_row_ids=()):
    """Put the values of one use in the place of the placeholders.

    :param env: the environment, in the agency whose time zone counts
    :param params: the parameters of a query of :func:`get_negative_query`
    :param row_ids: what stands for ``Placeholder.ROWS``
    :param person_row_ids: what stands for ``Placeholder.PERSON_ROWS``
    :rtype: list
    """
    return [
        list(row_ids)
        if param is Placeholder.ROWS
        else list(person_row_ids)
        if param is Placeholder.PERSON_ROWS
        else env.company._tolerance_setting("tolerance_tz")
        if param is Placeholder.ZONE
        else param
        for param in params
    ]


def _get_column(env, query, model, alias, path):
    """Join along ``path`` and return the column at its end."""
    *links, last = path
    for name in links:
        comodel = env[model._fields[name].comodel_name]
        joined = query.make_alias(alias, name)
        query.add_join(
            "LEFT JOIN",
            joined,
            SQL.identifier(comodel._table),
            SQL(
                "%s = %s",
                SQL.identifier(alias, name),
                SQL.identifier(joined, "id"),
            ),
        )
        model, alias = comodel, joined
    return SQL.identifier(alias, last)


def _get_entry_day(model, alias):
    """Return the day, in the agency's time zone, on which a row was entered.

    For what a person writes now that is today; else the day on which the row was
    made, which no client writes. NULL where the model does not keep it.
    """
    if not model._log_access:
        return SQL("NULL::date")
    return SQL(
        """(CASE WHEN %s = ANY(%s::int[]) THEN now()
                 ELSE %s AT TIME ZONE 'UTC' END AT TIME ZONE %s)::date""",
        SQL.identifier(alias, "id"),
        Placeholder.PERSON_ROWS,
        SQL.identifier(alias, "create_date"),
        Placeholder.ZONE,
    )


def _get_date(env, query, model, alias, path):
    """Return the date at the end of ``path``, in the agency's time zone."""
    column = _get_column(env, query, model, alias, path)
    end = model
    for name in path[:-1]:
        end = env[end._fields[name].comodel_name]
    if end._fields[path[-1]].type == "datetime":
        column = SQL(
            "(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, Placeholder.ZONE
        )
    return SQL("COALESCE(%s, CURRENT_DATE)", column)
