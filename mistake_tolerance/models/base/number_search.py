"""Search by a number, however it is typed: with or without brackets, in full width."""

import re
from collections.abc import Set

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules.document_number import get_number_key, get_plain_text

# Odoo writes "=" as "in" before it searches.
OPERATORS = frozenset({"ilike", "not ilike", "=", "!=", "in", "not in"})


class ToleranceNumberSearch(models.AbstractModel):
    """Records that are found by the number the system gave, however it is typed."""

    _name = "tolerance.number.search"
    _description = "Found by a Number"

    _number_field = None  # the field with the number of the record, if there is one

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain).map_conditions(self._read_number)
        return super()._search(domain, *args, **kwargs)

    def _read_number(self, condition):
        """Return the number that a search means, however it is typed.

        :param condition: one condition of a domain
        :rtype: Domain
        """
        if condition.field_expr == self._number_field:
            return _read_value(condition, self._number_field, get_plain_text)
        if self._is_by_name(condition) and self._number_field and _is_typed(condition):
            text = get_plain_text(condition.value)
            # A title may contain characters that a number does not.
            return condition | Domain(self._number_field, "ilike", text)
        return condition

    def _is_by_name(self, condition):
        return condition.field_expr == "display_name" and condition.operator == "ilike"


class TolerancePaperNumber(models.AbstractModel):
    """Records with a number that people enter as it is printed on a paper.

    It is compared in a form of its own (see :mod:`..rules.document_number`), stored
    beside it; what is searched for is brought into the same form.
    """

    _name = "tolerance.paper.number"
    _description = "Has a Number of a Paper"
    _inherit = ["tolerance.number.search"]

    _paper_number = "document_number"  # the field people enter

    number_key = fields.Char(
        "Number as Compared",
        compute="_compute_number_key",
        store=True,
        index="trigram",
        copy=False,
    )

    @api.depends(lambda self: [self._paper_number] if not self._abstract else [])
    def _compute_number_key(self):
        for record in self:
            record.number_key = get_number_key(record[self._paper_number]) or False

    def _read_number(self, condition):
        if condition.field_expr == self._paper_number:
            return _read_value(condition, "number_key", get_number_key)
        key = _is_typed(condition) and get_number_key(condition.value)
        found = super()._read_number(condition)
        if key and self._is_by_name(condition) and re.search("[0-9]", key):
            # Users may also type the number printed on the paper.
            return found | Domain("number_key", "ilike", key)
        return found


def _read_value(condition, name, read):
    """Search ``name`` for what is typed, in the form in which it is compared.

    :param condition: one condition of a domain, about the number as it is entered
    :param str name: the field with the numbers in that form
    :param read: function that brings a number into that form
    :return: the same condition if the typed text contains no part of a number
    :rtype: Domain
    """
    operator, value = condition.operator, condition.value
    if operator not in OPERATORS:
        return condition
    if isinstance(value, str):
        return Domain(name, operator, read(value)) if read(value) else condition
    if isinstance(value, list | tuple | Set):
        values = [read(v) or v if isinstance(v, str) else v for v in value]
        return Domain(name, operator, values)
    return condition


def _is_typed(condition):
    return condition.operator in ("ilike", "not ilike") and isinstance(
        condition.value, str
    )
