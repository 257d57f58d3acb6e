"""Reads one cell as its column wants it."""

from difflib import get_close_matches

from odoo.fields import Date

from .....rules.cell import (
    WrongCell,
    clean_text,
    read_boolean,
    read_day,
    read_float,
    read_integer,
    read_text,
    simplify,
)
from ..labels import get_choice_index, get_choices


class CellReader:
    """Reads cells, and keeps what the choices of a selection are called.

    :param env: of the user who loads
    """

    def __init__(self, env):
        self.env = env
        self.choices = {}

    def read_cell(self, column, cell, grid):
        """Return the value of a cell.

        :raises WrongCell: if that is not certain
        """
        field, value = column.field, cell.value
        if cell.is_error:
            raise WrongCell("error_value", found=clean_text(value))
        if cell.is_formula and value is None:
            raise WrongCell("formula")
        if column.is_reference or column.is_owner:
            return read_text(value)
        if field.type == "boolean":
            return read_boolean(value)
        if field.type in ("integer", "float"):
            read = read_integer if field.type == "integer" else read_float
            number = read(value, cell.number_format)
            low, high = getattr(field, "low", None), getattr(field, "high", None)
            if None not in (number, low, high) and not low <= number <= high:
                raise WrongCell("bounds", low=low, high=high)
            return number
        if field.type == "date":
            day = read_day(value, grid.first_day)
            return day and Date.to_string(day)
        if field.type == "selection":
            return self._read_choice(field, value)
        return read_text(value, is_line=field.type == "char")

    def _read_choice(self, field, value):
        if field not in self.choices:
            self.choices[field] = get_choice_index(self.env, field)
        text = simplify(value)
        if text in self.choices[field]:
            return self.choices[field][text]
        labels = list(get_choices(self.env, field).values())
        near = get_close_matches(clean_text(value), labels, 1)
        raise WrongCell("choice", near=near[0] if near else "、".join(labels))
