"""Reading what a legal clerk writes in a worked example.

People write lists in one cell, in Chinese or in Latin signs, with or without blanks.
"""

import re
import unicodedata

SEPARATORS = re.compile(r"[,;、→\n]+")


def _plain(text):
    return unicodedata.normalize("NFKC", text or "").strip()


def _split(text, known):
    """Return the parts of a text; known names that have a separator stay whole."""
    text = _plain(text)
    whole = sorted(
        {_plain(name) for name in known if SEPARATORS.search(_plain(name))},
        key=len,
        reverse=True,
    )
    for place, name in enumerate(whole):
        text = text.replace(name, f"\0{place}\0")
    for part in SEPARATORS.split(text):
        for place, name in enumerate(whole):
            part = part.replace(f"\0{place}\0", name)
        if part := part.strip():
            yield part


def read_list(text, known=()):
    """Read a list of names.

    :param known: names that have a separator in them

    >>> read_list("apply, endorse，accept、 inquiry；")
    ['apply', 'endorse', 'accept', 'inquiry']
    >>> read_list("申请→核实；评优、评先", ["评优、评先"])
    ['申请', '核实', '评优、评先']
    >>> read_list("")
    []
    """
    return list(_split(text, known))


def read_pairs(text, known=()):
    """Read a list of names, each with what is expected of it.

    :param known: names that have a separator in them
    :raises ValueError: if a part has no equals sign

    >>> read_pairs("apply=2026-03-11, endorse ＝ 2026-03-11")
    {'apply': '2026-03-11', 'endorse': '2026-03-11'}
    >>> read_pairs("评优、评先=不受影响；晋升＝不受影响", ["评优、评先"])
    {'评优、评先': '不受影响', '晋升': '不受影响'}
    >>> read_pairs("评优、评先=不受影响，晋升＝不受影响", ["评优、评先"])
    {'评优、评先': '不受影响', '晋升': '不受影响'}
    >>> read_pairs("promotion")
    Traceback (most recent call last):
    ValueError: promotion
    """
    pairs = {}
    for part in _split(text, known):
        name, sign, value = part.partition("=")
        if not sign:
            raise ValueError(part)
        pairs[name.strip()] = value.strip()
    return pairs


def find_differences(expected, actual):
    """Find what was expected and did not come, or came and was not expected.

    :param expected: what the example says, a list or a dictionary
    :param actual: what the regulation leads to, of the same type
    :return: ``(name or None, expected value, actual value)``; None: not there
    :rtype: list

    Lists keep their order; where only the order differs, the whole lists differ:

    >>> find_differences(["apply", "accept"], ["apply", "accept"])
    []
    >>> find_differences(["apply", "hear"], ["apply", "accept"])
    [('hear', 'hear', None), ('accept', None, 'accept')]
    >>> find_differences(["apply", "accept"], ["accept", "apply"])
    [(None, 'apply, accept', 'accept, apply')]

    >>> find_differences({"a": "1", "b": "2"}, {"a": "1", "b": "3"})
    [('b', '2', '3')]
    >>> find_differences({"a": "1"}, {})
    [('a', '1', None)]
    """
    if isinstance(expected, dict):
        return [
            (name, expected.get(name), actual.get(name))
            for name in dict.fromkeys([*expected, *actual])
            if expected.get(name) != actual.get(name)
        ]
    missing = [(name, name, None) for name in expected if name not in actual]
    more = [(name, None, name) for name in actual if name not in expected]
    if not missing and not more and list(expected) != list(actual):
        return [(None, ", ".join(expected), ", ".join(actual))]
    return missing + more
