"""Numbers with a lowest and a highest value.

PostgreSQL takes NaN to be greater than every number, and in Python no comparison with
it is true: a check of one side lets it pass. A field of this module refuses what lies
outside its bounds, when it is entered and by a constraint in the database.
"""

from math import nan

from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.orm.model_classes import is_model_definition

MAX_INTEGER = 2**31 - 1
# Higher than any number of points, and than any sum of them.
MAX_POINTS = 1_000
MAX_SUM = 1_000_000


class Bounded:
    """Mixin of a numeric field.

    :param low: the lowest allowed value
    :param high: the highest allowed value
    """

    low = 0
    high = MAX_SUM

    def __set_name__(self, owner, name):
        super().__set_name__(owner, name)
        given = self._args__ or {}
        if is_model_definition(owner) and not given.get("related"):
            low = given.get("low", self.low)
            high = given.get("high", self.high)
            # A constraint of the field: Odoo creates and removes it like any other.
            constraint = models.Constraint(
                f'CHECK ("{name}" BETWEEN {low} AND {high})',
                lambda env, _diagnostics: env._(
                    "Enter a number from %(low)s to %(high)s.", low=low, high=high
                ),
            )
            setattr(owner, f"_{name}_bounds", constraint)
            constraint.__set_name__(owner, f"_{name}_bounds")

    def convert_to_column(self, value, record, values=None, validate=True):
        if validate:
            self._check_bounds(value, record)
        return super().convert_to_column(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        # Without a record, the value is that of a search.
        if validate and record:
            self._check_bounds(value, record)
        return super().convert_to_cache(value, record, validate)

    def _check_bounds(self, value, record):
        """Refuse a value outside the bounds, and what is no number.

        :param value: as entered: a number, a text that is one, or nothing
        :raises ValidationError: naming the field and its bounds
        """
        # Computed values need no check: the numbers they come from have been checked.
        if value is None or value is False or (self.compute and self.readonly):
            return
        try:
            number = float(value or 0)
        except (TypeError, ValueError):
            number = nan
        if not self.low <= number <= self.high:
            raise ValidationError(
                record.env._(
                    "%(field)s: enter a number from %(low)s to %(high)s.",
                    field=self._description_string(record.env),
                    low=self.low,
                    high=self.high,
                )
            )


class Integer(Bounded, fields.Integer):
    """A whole number with bounds."""


class Float(Bounded, fields.Float):
    """A number with bounds."""


class Monetary(Bounded, fields.Monetary):
    """An amount of money with bounds."""

    high = 1_000_000_000_000
