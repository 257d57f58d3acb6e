"""Texts that people write: what holds no visible sign counts as empty.

``required`` asks for a value, and a blank is one: it would pass for a reason. Every
text that somebody types is of these types, see
``tests/all_rooms/test_written_texts.py``.
"""

from odoo import fields
from odoo.tools import html2plaintext, is_html_empty

from ....rules.blank import is_blank


def is_blank_html(markup):
    """Return whether a formatted text shows neither words nor a picture."""
    return is_html_empty(markup) or (
        "<img" not in markup and is_blank(html2plaintext(markup))
    )


class Written:
    """Mixin of a text field."""

    def convert_to_cache(self, value, record, validate=True):
        if isinstance(value, str):
            value = self._clean(value)
        return super().convert_to_cache(value, record, validate)

    def _clean(self, text):
        return False if is_blank(text) else text


class Char(Written, fields.Char):
    """A line without blanks around it."""

    def _clean(self, text):
        return super()._clean(text.strip())


class Text(Written, fields.Text):
    """A text of several lines, kept as it was typed, indents included."""
