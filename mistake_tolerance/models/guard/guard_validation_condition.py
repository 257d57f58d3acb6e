"""Which fields and operators a condition of a guard may use."""

from datetime import datetime

from odoo.fields import Domain

# Operators that read the column only; a hierarchy depends on other records.
COLUMN_OPERATORS = frozenset(
    {"=", "!=", "in", "not in", "<", "<=", ">", ">=", "like", "ilike", "=like"}
    | {"=ilike", "not like", "not ilike", "not =like", "not =ilike"}
)


def iter_conditions(domain, path=()):
    """Yield the conditions of a domain, those of records on the way included.

    :param odoo.fields.Domain domain: with dots or ``any`` where it goes further
    :param tuple path: many2one names that led to the model of ``domain``
    :return: pairs of the path to a column and the condition on it
    :raises ValueError: if a part is no filter
    """
    for condition in domain.iter_conditions():
        link, dot, rest = condition.field_expr.partition(".")
        if dot:
            inner = Domain(rest, condition.operator, condition.value)
            yield from iter_conditions(inner, (*path, link))
        elif condition.operator in ("any", "not any"):
            yield from iter_conditions(Domain(condition.value), (*path, link))
        else:
            yield (*path, link), condition


def is_text(value):
    """Return whether a value of a condition is a text.

    :rtype: bool
    """
    return isinstance(value, str)


def is_fixed_day(value):
    """Return whether a value of a condition stays the same day.

    :rtype: bool
    """
    if not isinstance(value, str):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
