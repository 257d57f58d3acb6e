"""The SQL condition by which conflicts of interest close a record.

It depends on one row: what the row points to is found by primary keys and by the
indexes of conflicts. A domain over the same paths would become a subselect of whole
tables for each hop, which PostgreSQL expects to be so expensive that it compiles the
query for seconds, even if no row is read.
"""

from odoo.tools import SQL

ROW = "closed_row"


def write_closed_reference(env, model_name, res_id, user_id, own_too=False):
    """Return whether conflicts of a user close the record that a row refers to.

    :param env: any environment
    :param str model_name: the type of the record
    :param SQL res_id: its id
    :param int user_id: whose conflicts
    :param bool own_too: the user's own page counts as closed
    :rtype: SQL
    """
    model = env[model_name]
    # With OFFSET, PostgreSQL looks each record up: it would else expect many rows and
    # first read the whole table.
    return SQL(
        "EXISTS (SELECT FROM %s AS %s WHERE %s = %s AND %s OFFSET 0)",
        SQL.identifier(model._table),
        SQL.identifier(ROW),
        SQL.identifier(ROW, "id"),
        res_id,
        write_closed(model, ROW, user_id, own_too),
    )


def write_closed(model, alias, user_id, own_too=False):
    """Return whether conflicts of a user close a row.

    :param model: the type of the row
    :param str alias: of its table in the query
    :param int user_id: whose conflicts
    :param bool own_too: the user's own page counts as closed
    :rtype: SQL
    """
    closed = _join_or(
        write_path(model, alias, f"{path}.user_id", user_id)
        for path in model._conflict_paths
    )
    if own_too or not model._own_page_paths:
        return closed
    own = _join_or(
        write_path(model, alias, path, user_id) for path in model._own_page_paths
    )
    return SQL("%s AND %s IS NOT TRUE", closed, own)


def write_path(model, alias, path, value):
    """Return whether a path from a row leads to a record.

    :param model: the type of the row
    :param str alias: of its table in the query
    :param str path: stored fields from record to record
    :param value: id of the record at the end of the path, a number or SQL
    :return: false or NULL if it does not
    :rtype: SQL
    """
    tables, conditions, end = _walk(model, alias, path)
    reached = SQL("%s = %s", end, value)
    return _write_exists(tables, [*conditions, reached]) if tables else reached


def get_path_to(domain, value):
    """Return the path by which a domain asks for one record, if it asks no more.

    :param domain: a domain or a query
    :param int value: id of the record
    :return: the path from record to record, or None
    :rtype: str
    """
    if not hasattr(domain, "field_expr"):
        return None
    if domain.operator == "any":
        rest = get_path_to(domain.value, value)
        return rest and f"{domain.field_expr}.{rest}"
    asked = {domain.value} if domain.operator == "=" else domain.value
    is_asked = domain.operator in ("=", "in") and set(asked) == {value}
    return domain.field_expr if is_asked else None


def write_conflict_about(conflict, subject_id, user_id):
    """Return whether a conflict of a user is about a person or unit.

    :param tolerance.conflict conflict: the model
    :param SQL subject_id: the person or unit
    :param int user_id: whose conflicts
    :rtype: SQL
    """
    row = SQL("%s AS %s", SQL.identifier(conflict._table), SQL.identifier(ROW))
    own = SQL(
        "%s = %s",
        SQL.identifier(ROW, "user_id", conflict._fields["user_id"]),
        user_id,
    )
    about = []
    for path in conflict._get_subject_paths():
        tables, conditions, end = _walk(conflict, ROW, path)
        reached = SQL("%s = %s", end, subject_id)
        about.append(_write_exists([row, *tables], [own, *conditions, reached]))
    return _join_or(about)


def _walk(model, alias, path):
    """Follow a path from a row.

    :return: what is joined, the conditions of the joins, and the id at the end
    :rtype: tuple
    """
    tables, conditions = [], []

    def join(table, column, to_flush=None):
        name = f"closed_{len(tables)}"
        tables.append(SQL("%s AS %s", SQL.identifier(table), SQL.identifier(name)))
        conditions.append(SQL("%s = %s", SQL.identifier(name, column, to_flush), at))
        return name

    # The row that has been reached: its alias, or None if only its id is known.
    row, at = alias, SQL.identifier(alias, "id")
    for name in path.split("."):
        field = model._fields[name]
        comodel = model.env[field.comodel_name]
        if field.type == "many2one":
            row = row or join(model._table, "id")
            at = SQL.identifier(row, field.name, field)
            row = None
        elif field.type == "one2many":
            inverse = comodel._fields[field.inverse_name]
            row = join(comodel._table, inverse.name, inverse)
            at = SQL.identifier(row, "id")
        else:
            relation = join(field.relation, field.column1, field)
            at = SQL.identifier(relation, field.column2)
            row = None
        model = comodel
    return tables, conditions, at


def _write_exists(tables, conditions):
    return SQL(
        "EXISTS (SELECT FROM %s WHERE %s)",
        SQL(", ").join(tables),
        SQL(" AND ").join(conditions),
    )


def _join_or(conditions):
    return SQL("(%s)", SQL(" OR ").join(conditions))
