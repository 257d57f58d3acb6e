"""Linking texts by hashes, and finding the first link that does not hold.

What a chain proves: the order and content of its entries up to a hash that is
known to be good. What it does not prove: someone who can rewrite the database
can rewrite the whole chain. Therefore the hashes are sealed and a seal is kept
elsewhere.
"""

from hashlib import sha256
from typing import NamedTuple

VERSION = 1
START = ""


class Link(NamedTuple):
    """One entry as stored."""

    position: int
    previous: str
    text: str
    hash: str


class Break(NamedTuple):
    """The first place where a chain does not hold, and in which way."""

    position: int
    reason: str


def link(previous, text, version=VERSION):
    """Return the hash of ``text`` following ``previous``, version included.

    >>> first = link(START, "a")
    >>> first
    '$1$7361a6f4b374745deaf896ac72887d55e04107d1a1ff14e5e4d829fb47e82426'
    >>> link(first, "b") == link(START, "b")
    False
    >>> link(START, "a", version=2)
    Traceback (most recent call last):
    ValueError: unknown version of the hash: 2
    """
    if version != VERSION:
        raise ValueError(f"unknown version of the hash: {version}")
    digest = sha256(f"{previous}\n{text}".encode()).hexdigest()
    return f"${version}${digest}"


def holds(previous, text, stored):
    """Return whether ``stored`` is the hash of ``text`` in the version it names.

    >>> holds(START, "a", link(START, "a"))
    True
    >>> holds(START, "A", link(START, "a"))
    False
    >>> holds(START, "a", "$9$00"), holds(START, "a", ""), holds(START, "a", None)
    (False, False, False)
    """
    parts = (stored or "").split("$")
    if len(parts) != 3 or parts[1] != str(VERSION):
        return False
    return link(previous, text) == stored


def verify(links, position=0, head=START):
    """Return the first :class:`Break` in ``links``, or None.

    :param links: :class:`Link` in order of position
    :param int position: position of the last link known to be good
    :param str head: its hash

    >>> def build(*texts):
    ...     previous, built = START, []
    ...     for number, text in enumerate(texts, 1):
    ...         built.append(Link(number, previous, text, link(previous, text)))
    ...         previous = built[-1].hash
    ...     return built
    >>> good = build("a", "b", "c")
    >>> verify(good)
    >>> verify(good[2:], position=2, head=good[1].hash)
    >>> verify([good[0], good[1]._replace(text="B"), good[2]])
    Break(position=2, reason='content')
    >>> verify([good[0], good[2]])
    Break(position=2, reason='missing')
    >>> verify([good[0], good[2]._replace(position=2), good[1]._replace(position=3)])
    Break(position=2, reason='previous')
    >>> verify([good[0], good[0]])
    Break(position=1, reason='order')
    """
    for entry in links:
        reason = find_fault(entry, position, head)
        if reason == "missing":
            return Break(position + 1, reason)
        if reason:
            return Break(entry.position, reason)
        position, head = entry.position, entry.hash
    return None


def find_fault(entry, position, head):
    """Return what is wrong with ``entry`` after ``position`` and ``head``, or None."""
    if entry.position > position + 1:
        return "missing"
    if entry.position < position + 1:
        return "order"
    if entry.previous != head:
        return "previous"
    if not holds(entry.previous, entry.text, entry.hash):
        return "content"
    return None
