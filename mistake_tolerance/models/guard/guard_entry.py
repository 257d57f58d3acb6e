from odoo import models
from odoo.fields import Domain

from ..base.wording import write_list
from .condition import iter_leaves

EQUALITIES = ("=", "!=", "in", "not in")


class ToleranceGuard(models.Model):
    """Slips of entry: a guard works with them, and protects less than was meant.

    They are refused when they are entered. A guard that has one all the same, since
    a selection lost a value, goes on protecting what it can.
    """

    _inherit = "tolerance.guard"

    def _get_entry_problem(self):
        """Say what is wrong with the guard as entered, or return False.

        :rtype: str | bool
        """
        if problem := self._get_problem():
            return problem
        if not self.model:
            return False
        return self._get_unknown_value_problem() or self._get_neutral_slip()

    def _get_unknown_value_problem(self):
        """Say which value of a selection the condition names and there is not.

        :rtype: str | bool
        """
        for path, leaf in iter_leaves(self._get_domain()):
            model = self.env[self.model]
            *hops, last = path
            for name in hops:
                model = self.env[model._fields[name].comodel_name]
            if leaf.operator not in EQUALITIES or last == "id":
                continue
            values = leaf.value
            if isinstance(values, str) or not hasattr(values, "__iter__"):
                values = [values]
            for value in values:
                problem = self._get_selection_problem(model._fields[last], value)
                if problem:
                    return problem
        return False

    def _get_selection_problem(self, field, value):
        """Say that a field has no such value, or return False.

        :rtype: str | bool
        """
        if field.type != "selection" or not value:
            return False
        values = field.get_values(self.env)
        if value in values:
            return False
        return self.env._(
            "%(field)s has no value %(value)s. It has: %(values)s.",
            field=field.name,
            value=value,
            values=write_list(self.env, values),
        )

    def _get_neutral_slip(self):
        """Say why the neutral values would make nothing neutral, or return False.

        :rtype: str | bool
        """
        model = self.env[self.model]
        neutral = self._get_neutral_values()
        for name, value in sorted(neutral.items()):
            field = model._fields[name]
            if problem := self._get_selection_problem(field, value):
                return problem
            try:
                field.convert_to_cache(value, model)
            except (ValueError, TypeError):
                return self.env._(
                    "%(field)s cannot hold %(value)s.", field=name, value=value
                )
        if neutral and self._stays_negative(neutral):
            return self.env._(
                "With the neutral values a record is still negative by the condition: "
                "%(condition)s. Enter values by which it no longer holds.",
                condition=self.negative_domain,
            )
        return False

    def _stays_negative(self, neutral):
        """Tell whether records that hold ``neutral`` are negative all the same.

        Conditions on other fields are taken to be met, those on computed ones not.

        :param dict neutral: values by field name
        :rtype: bool
        """
        model = self.env[self.model].sudo()

        def reduce(condition):
            name = condition.field_expr.partition(".")[0]
            if name in neutral:
                return condition
            return Domain(not model._fields[name].compute)

        domain = self._get_domain().optimize(model).map_conditions(reduce)
        return bool(model.new(neutral).filtered_domain(domain))
