from datetime import datetime

from odoo import models
from odoo.fields import Domain

# What reads only the column itself; a hierarchy is kept by other records.
COLUMN_OPERATORS = frozenset(
    {"=", "!=", "in", "not in", "<", "<=", ">", ">=", "like", "ilike", "=like"}
    | {"=ilike", "not like", "not ilike", "not =like", "not =ilike"}
)


def iter_leaves(domain, path=()):
    """Yield the conditions of a domain, those of records on the way included.

    :param odoo.fields.Domain domain: with dots or ``any`` where it goes further
    :param tuple path: many2one names that led to the model of ``domain``
    :return: pairs of the path to a column and the condition on it
    :raises ValueError: if a part is no filter
    """
    for leaf in domain.iter_conditions():
        hop, dot, rest = leaf.field_expr.partition(".")
        if dot:
            inner = Domain(rest, leaf.operator, leaf.value)
            yield from iter_leaves(inner, (*path, hop))
        elif leaf.operator in ("any", "not any"):
            yield from iter_leaves(Domain(leaf.value), (*path, hop))
        else:
            yield (*path, hop), leaf


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    def _get_domain_problem(self):
        try:
            domain = self._get_domain()
            leaves = list(iter_leaves(domain))
        except (ValueError, SyntaxError, TypeError):
            return self.env._(
                "The condition for a negative record is not a valid filter: "
                "%(domain)s. Write it like this: %(example)s",
                domain=self.negative_domain,
                example='[("x_state", "=", "bad")]',
            )
        problems = (self._get_leaf_problem(path, leaf) for path, leaf in leaves)
        return next(filter(None, problems), False)

    def _get_leaf_problem(self, path, leaf):
        """Say why a change of what a condition reads would not be seen."""
        model = self.env[self.model]
        *hops, last = path
        for name in hops:
            field = model._fields.get(name)
            if not self._is_column(field) or field.type != "many2one":
                return self._get_field_problem(model, name)
            model = self.env[field.comodel_name]
        field = model._fields.get(last)
        if last != "id" and (not self._is_column(field) or field.search):
            return self._get_field_problem(model, last)
        values = leaf.value
        if isinstance(values, str) or not hasattr(values, "__iter__"):
            values = [values]
        if leaf.operator not in COLUMN_OPERATORS or (
            field.type == "many2one" and any(map(is_text, values))
        ):
            return self.env._(
                "%(field)s %(operator)s: a name or a place in a hierarchy changes "
                "without this record being written. Compare ids, or go on to a field "
                "of that record with a dot.",
                field=".".join(path),
                operator=leaf.operator,
            )
        if field.type in ("date", "datetime") and not all(map(is_fixed_day, values)):
            return self.env._(
                "%(field)s: a day that moves with the calendar makes records negative "
                "without a write. Compare a fixed day.",
                field=".".join(path),
            )
        return False


def is_text(value):
    """Tell whether a value of a condition is a text.

    :rtype: bool
    """
    return isinstance(value, str)


def is_fixed_day(value):
    """Tell whether a value of a condition stays the same day.

    :rtype: bool
    """
    if not isinstance(value, str):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
