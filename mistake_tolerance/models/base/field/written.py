"""Texts that somebody has to write: what holds blanks alone counts as empty.

``required`` asks for a value, and a blank is one: it would pass for a reason.
"""

from odoo import fields


class Written:
    """Mixin of a text field."""

    def convert_to_cache(self, value, record, validate=True):
        return super().convert_to_cache(strip(value), record, validate)


def strip(value):
    """Return a text without blanks around it; what has nothing else is empty.

    >>> strip(" \\u3000\\n"), strip(" 原文未作规定 "), strip(False)
    (False, '原文未作规定', False)
    """
    return value.strip() or False if isinstance(value, str) else value


class Char(Written, fields.Char):
    """A line that is not of blanks alone."""


class Text(Written, fields.Text):
    """A text that is not of blanks alone."""
