"""Reads what hangs on a page of records in one statement.

The ORM reads each relation by a statement of its own, and what it leads to by another.
A sentence on what to do next asks a dozen of them. What is read here is put where the
ORM would put it, by the same rules, so the code that asks is written as ever.
"""

from collections import defaultdict
from datetime import datetime

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .inheriting import iter_declared

# What JSON has no value for.
READERS = {
    "date": fields.Date.to_date,
    "datetime": lambda text: text and datetime.fromisoformat(text),
    "float": lambda number: number if number is None else float(number),
    "monetary": lambda number: number if number is None else float(number),
}


def read_together(records, paths):
    """Read relations of records, and the fields of what they lead to, at once.

    Nothing is read if all of that is known already.

    :param records: of any model
    :param paths: relations, one after the other, such as ``step_ids.pause_ids``; what
        lies on the way is read as well
    """
    records = records.browse(records.ids)
    if all(_is_known(records, path.split(".")) for path in paths):
        return
    reading = _Reading(records)
    for path in paths:
        reading.add(path)
    reading.run()


def _is_known(records, names):
    """Return whether what a path leads to is in the cache for each record."""
    for name in names:
        field = records._fields[name]
        cache = field._get_cache(records.env)
        if any(id_ not in cache for id_ in records._ids):
            return False
        records = records[name]
    columns = records._determine_fields_to_fetch()
    cache = columns[0]._get_cache(records.env) if columns else records._ids
    return all(id_ in cache for id_ in records._ids)


class Base(models.AbstractModel):
    _inherit = "base"

    # The relations that a list asks of each record, as paths. Each room adds its own.
    _read_ahead = ()

    def _read_together(self):
        """Read at once what a list of these records asks of each of them."""
        declared = iter_declared(type(self), "_read_ahead")
        read_together(self, [path for paths in declared for path in paths])


class _Reading:
    """One statement, and what its rows are.

    :param records: what the paths begin at
    """

    def __init__(self, records):
        self.env = records.env
        self.records = {"": records}
        # By path: the relation, the model it leads to, and the query for that.
        self.links = {}

    def add(self, path):
        before, _dot, name = path.rpartition(".")
        if path in self.links:
            return
        if before:
            self.add(before)
            model, rows = self.links[before][1:]
        else:
            model = self.records[""]
            rows = model.ids
        field = model._fields[name]
        comodel = model.env[field.comodel_name].with_context(
            **{"active_test": False, **field.context}
        )
        if field.type == "one2many":
            domain = Domain(field.inverse_name, "in", rows)
            domain &= field.get_comodel_domain(model)
        elif before:
            column = SQL.identifier(model._table, name)
            domain = Domain("id", "in", rows.subselect(column))
        else:
            domain = Domain("id", "in", model.mapped(name).ids)
        query = comodel._search(domain, order=comodel._order)
        self.links[path] = (field, comodel, query)

    def run(self):
        columns = {
            path: [
                field
                for field in comodel._determine_fields_to_fetch()
                if field.column_type
            ]
            for path, (_field, comodel, _query) in self.links.items()
        }
        statement = SQL(" UNION ALL ").join(
            _write_rows(path, comodel, query, columns[path])
            for path, (_field, comodel, query) in self.links.items()
        )
        found = dict(self.env.execute_query(statement))
        for path, (field, comodel, _query) in self.links.items():
            rows = found[path] or []
            self.records[path] = lines = comodel.browse(row[0] for row in rows)
            for at, column in enumerate(columns[path], 1):
                read = READERS.get(column.type)
                values = (row[at] for row in rows)
                column._insert_cache(lines, map(read, values) if read else values)
            if field.type == "one2many":
                self._link(path, field, lines)

    def _link(self, path, field, lines):
        owners = self.records[path.rpartition(".")[0]]
        inverse = lines._fields[field.inverse_name]._get_cache(lines.env)
        group = defaultdict(list)
        for line_id in lines._ids:
            group[inverse[line_id]].append(line_id)
        field._insert_cache(owners, [tuple(group[id_]) for id_ in owners._ids])


def _write_rows(path, model, query, columns):
    """Return the rows of a query as one value, each a list that begins with its id.

    :rtype: SQL
    """
    values = [SQL.identifier(model._table, "id")]
    for field in columns:
        value = model._field_to_sql(model._table, field.name, query)
        if not field.translate:
            # A value that is not flushed yet is in the cache, and stays there.
            flushed = (one for one in value.to_flush if one != field)
            value = SQL(value.code, *value.params, to_flush=flushed)
        if field.type == "datetime":
            # With all six digits of the fraction, which Python 3.10 asks for.
            value = SQL("to_char(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')", value)
        values.append(value)
    row = SQL("json_build_array(%s) AS line", SQL(", ").join(values))
    return SQL(
        "SELECT %s, (SELECT json_agg(line) FROM (%s) AS lines)", path, query.select(row)
    )
