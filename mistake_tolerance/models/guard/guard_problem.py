"""Says what is wrong with a guard, in a sentence for the administrator.

Most mistakes would not raise an error later; the guard would just not see some records.
Example: a condition on a computed field changes without a write, so no write would be
judged.
"""

import json
from difflib import get_close_matches

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ...rules.number import read_number
from ..base.wording import write_list
from .guard import SUBJECT_ENDS
from .guard_validation_condition import (
    COLUMN_OPERATORS,
    is_fixed_day,
    is_text,
    iter_conditions,
)

EQUALITIES = ("=", "!=", "in", "not in")


class ToleranceGuard(models.Model):
    """Finds why a guard cannot read its record type, or protects less than intended.

    A wrong entry is refused at once. A guard that becomes wrong later, for example
    because a selection lost a value, still protects what it can.
    """

    _inherit = "tolerance.guard"

    def _get_problem(self):
        """Return why the guard cannot read its record type, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        if not self.model:
            return False
        if self.model not in self.env:
            return self.env._(
                "%(model)s is not installed; the guard waits for it.", model=self.model
            )
        if self.env[self.model]._abstract or self.env[self.model]._transient:
            return self.env._(
                "%(model)s stores no records.",
                model=self._get_type_name(self.env[self.model]),
            )
        for path, ends in (
            (self.path_subject, SUBJECT_ENDS),
            (self.path_matter, ("tolerance.matter",)),
            (self.path_area, ("tolerance.area",)),
            (self.path_date, ("date", "datetime")),
            (self.path_amount, ("float", "integer", "monetary")),
        ):
            if path and (problem := self._get_path_problem(path, ends)):
                return problem
        return self._get_domain_problem() or self._get_neutral_problem()

    def _get_path_problem(self, path, ends):
        model = self.env[self.model]
        *links, last = path.split(".")
        for name in links:
            field = model._fields.get(name)
            if not self._is_column(field) or field.type != "many2one":
                return self._get_field_problem(model, name)
            model = self.env[field.comodel_name]
        field = model._fields.get(last)
        if not self._is_column(field):
            return self._get_field_problem(model, last)
        end = field.comodel_name if field.type == "many2one" else field.type
        if end not in ends:
            return self.env._(
                "The path %(path)s does not lead to one of: %(ends)s.",
                path=path,
                ends=write_list(
                    self.env,
                    [
                        self._get_type_name(self.env[end]) if end in self.env else end
                        for end in ends
                    ],
                ),
            )
        return False

    @api.model
    def _get_type_name(self, model):
        """Return the name of a record type that people know."""
        # sudo: users may not read the list of models; only the label is used.
        return self.env["ir.model"].sudo()._get(model._name).name or model._name

    def _get_field_problem(self, model, name):
        if name not in model._fields:
            similar = get_close_matches(name, model._fields, 3)
            if similar:
                return self.env._(
                    "%(model)s has no field %(field)s. Is one of these meant: "
                    "%(similar)s?",
                    model=self._get_type_name(model),
                    field=name,
                    similar=write_list(self.env, similar),
                )
            return self.env._(
                "%(model)s has no field %(field)s.",
                model=self._get_type_name(model),
                field=name,
            )
        return self.env._(
            "%(field)s of %(model)s cannot be guarded: only stored fields of the "
            "record itself can, no lists, no values per company or language.",
            field=name,
            model=self._get_type_name(model),
        )

    @api.model
    def _is_column(self, field):
        """Return whether ``field`` is one value, in a column of its own."""
        return bool(
            field
            and field.store
            and field.column_type
            and not field.inherited
            and not field.company_dependent
            and not field.translate
        )

    def _get_domain(self):
        """Return the negative domain.

        :rtype: odoo.fields.Domain
        """
        return Domain(safe_eval(self.negative_domain or "[]"))

    def _get_domain_problem(self):
        try:
            domain = self._get_domain()
            conditions = list(iter_conditions(domain))
        except (ValueError, SyntaxError, TypeError):
            return self.env._(
                "The condition for a negative record is not a valid filter: "
                "%(domain)s. Write it like this: %(example)s",
                domain=self.negative_domain,
                example='[("x_state", "=", "bad")]',
            )
        problems = (self._get_condition_problem(*pair) for pair in conditions)
        return next(filter(None, problems), False)

    def _get_condition_problem(self, path, condition):
        """Return why a change of a field in the condition would not be noticed."""
        model = self.env[self.model]
        *links, last = path
        for name in links:
            field = model._fields.get(name)
            if not self._is_column(field) or field.type != "many2one":
                return self._get_field_problem(model, name)
            model = self.env[field.comodel_name]
        field = model._fields.get(last)
        if last != "id" and (not self._is_column(field) or field.search):
            return self._get_field_problem(model, last)
        values = condition.value
        if isinstance(values, str) or not hasattr(values, "__iter__"):
            values = [values]
        if condition.operator not in COLUMN_OPERATORS or (
            field.type == "many2one" and any(map(is_text, values))
        ):
            return self.env._(
                "%(field)s %(operator)s: a name or a place in a hierarchy changes "
                "without this record being written. Compare ids, or go on to a field "
                "of that record with a dot.",
                field=".".join(path),
                operator=condition.operator,
            )
        if field.type in ("date", "datetime") and not all(map(is_fixed_day, values)):
            return self.env._(
                "%(field)s: a day that moves with the calendar makes records negative "
                "without a write. Compare a fixed day.",
                field=".".join(path),
            )
        return False

    def _get_neutral_values(self):
        """Return the neutral values, an empty dict if there are none.

        :rtype: dict
        """
        return json.loads(
            self.neutral_values or "{}",
            parse_float=read_number,
            parse_constant=read_number,
        )

    def _get_neutral_problem(self):
        """Return why the neutral values cannot be read, or False.

        :rtype: str | bool
        """
        model = self.env[self.model]
        try:
            values = self._get_neutral_values()
            names = sorted(values.keys())
        except (ValueError, AttributeError, RecursionError):
            return self.env._(
                "The neutral values are not a JSON object. Write them like this: "
                "%(example)s",
                example='{"x_points": 0, "x_state": "good"}',
            )
        for name in names:
            if not self._is_column(model._fields.get(name)):
                return self._get_field_problem(model, name)
        return False

    def _get_entry_problem(self):
        """Return the sentence on an error in the settings of the guard, or False.

        :rtype: str | bool
        """
        if problem := self._get_problem():
            return problem
        if not self.model:
            return False
        return self._get_unknown_value_problem() or self._get_neutral_value_problem()

    def _get_unknown_value_problem(self):
        """Return which value of a selection in the condition does not exist.

        :rtype: str | bool
        """
        for path, condition in iter_conditions(self._get_domain()):
            model = self.env[self.model]
            *links, last = path
            for name in links:
                model = self.env[model._fields[name].comodel_name]
            if condition.operator not in EQUALITIES or last == "id":
                continue
            values = condition.value
            if isinstance(values, str) or not hasattr(values, "__iter__"):
                values = [values]
            for value in values:
                problem = self._get_selection_problem(model._fields[last], value)
                if problem:
                    return problem
        return False

    def _get_selection_problem(self, field, value):
        """Return a problem if a field has no such value, else False.

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

    def _get_neutral_value_problem(self):
        """Return why the neutral values would make nothing neutral, or False.

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
        """Return whether records with the neutral values would still be negative.

        Conditions on other fields count as true, those on computed fields as false.

        :param dict neutral: values by field name
        :rtype: bool
        """
        # sudo: only the fields of the model are asked, no record is read.
        model = self.env[self.model].sudo()

        def reduce(condition):
            name = condition.field_expr.partition(".")[0]
            if name in neutral:
                return condition
            return Domain(not model._fields[name].compute)

        domain = self._get_domain().optimize(model).map_conditions(reduce)
        return bool(model.new(neutral).filtered_domain(domain))
