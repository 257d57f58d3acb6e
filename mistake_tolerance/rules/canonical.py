"""Writes each value as one canonical text, which the ledger hashes.

The text is JSON without blanks, keys in code-point order, so that it can be read
and checked with other tools in twenty years. Types JSON lacks have one written
form each. What has no defined form is refused: a hash over a text that depends
on a library's ``str()`` cannot be verified after an upgrade.

Not protected: a date and a text that reads like it give the same text, as do
equal numbers of different types.
"""

import json
import unicodedata
from datetime import date, datetime, timezone
from decimal import Decimal

_quote = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value):
    """Return the canonical text of ``value``.

    >>> canonical({"b": [1, True, None], "a": "x"})
    '{"a":"x","b":[1,true,null]}'
    >>> canonical("e\\u0301") == canonical("\\u00e9")  # composed (NFC)
    True
    >>> canonical("容错\\n")
    '"容错\\\\n"'
    >>> canonical([0.1, 3.0, -0.0, 1e22, Decimal("2.50"), Decimal("1E+3")])
    '[0.1,3,0,10000000000000000000000,2.5,1000]'
    >>> canonical(date(2026, 3, 9))
    '"2026-03-09"'
    >>> canonical(datetime(2026, 3, 9, 23, 30))  # without zone: UTC, as Odoo
    '"2026-03-09T23:30:00Z"'
    >>> from datetime import timedelta
    >>> beijing = timezone(timedelta(hours=8))
    >>> canonical(datetime(2026, 3, 10, 7, 30, 0, 5, tzinfo=beijing))
    '"2026-03-09T23:30:00.000005Z"'
    >>> canonical((1, 2))
    '[1,2]'

    Everything else is refused.

    >>> canonical(b"bytes")
    Traceback (most recent call last):
    TypeError: no canonical form for bytes
    >>> canonical({1: "number as key"})
    Traceback (most recent call last):
    TypeError: keys must be text, not int
    >>> canonical(float("nan"))
    Traceback (most recent call last):
    ValueError: no canonical form for nan
    >>> canonical("\\ud800")
    Traceback (most recent call last):
    ValueError: text is not valid Unicode
    >>> canonical({"e\\u0301": 1, "\\u00e9": 2})
    Traceback (most recent call last):
    ValueError: two keys become one: é
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, str):
        return _quote(_text(value))
    if isinstance(value, date):
        return f'"{_moment(value)}"'
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, dict):
        return _mapping(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _number(value):
    """Write a number in full: no exponent, no trailing zeros, no minus zero."""
    # repr() of a float is the shortest text that reads back as that float.
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not number.is_finite():
        raise ValueError(f"no canonical form for {value}")
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value):
    text = unicodedata.normalize("NFC", str(value))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text is not valid Unicode") from None
    return text


def _moment(value):
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo:
        value = value.astimezone(timezone.utc).replace(tzinfo=None)
    return f"{value.isoformat()}Z"


def _mapping(value):
    items = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"keys must be text, not {type(key).__name__}")
        key = _text(key)
        if key in items:
            raise ValueError(f"two keys become one: {key}")
        items[key] = f"{canonical(key)}:{canonical(item)}"
    return f"{{{','.join(items[key] for key in sorted(items))}}}"
