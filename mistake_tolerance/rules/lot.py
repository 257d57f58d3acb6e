"""A lot among the qualified that everybody can draw again.

No source asks for a lot: it is an option of this product. One public number is named
before anybody can know it. Once it is published the candidates are ordered by the
SHA-256 of the number and their line in the pool; the first of them are drawn.
"""

import unicodedata
from hashlib import sha256


def get_line(position, name):
    """Return the line by which a candidate stands in the pool.

    :param int position: from 1 on, so that two of one name differ
    :param str name: of the candidate
    :rtype: str

    >>> get_line(3, "Wang Fang")
    '3 Wang Fang'
    """
    return f"{position} {name}"


def get_digits(number):
    """Return the digits of a number, however it is written.

    Nothing else counts: by points, spaces or signs that nobody sees, who enters the
    number could try until the order suits them.

    :param str number: the public number, as it was published
    :rtype: str

    >>> ways = ("3391.88", " 3,391.88", "３３９１．８８", "339\u200b188")
    >>> {get_digits(way) for way in ways}
    {'339188'}
    >>> get_digits("none")
    ''
    """
    return "".join(str(unicodedata.decimal(c)) for c in number if c.isdecimal())


def get_digest(number, line):
    """Return what a line is ordered by.

    Only the digits of the number count.

    :param str number: the public number
    :param str line: as :func:`get_line` gives it
    :return: the SHA-256 in hexadecimal
    :rtype: str

    >>> get_digest(" 3391.88 ", "3 Wang Fang") == get_digest("3391.88", "3 Wang Fang")
    True
    >>> get_digest("3391.88", "1 Li Na")[:8]
    'b3e6533b'
    """
    return sha256(f"{get_digits(number)}:{line}".encode()).hexdigest()


def draw(number, lines):
    """Return the lines in the order in which they are drawn.

    :param str number: the public number
    :param lines: of the pool
    :rtype: list[str]

    The order of the pool does not matter, the number does:

    >>> pool = ["1 Li Na", "2 Zhao Lei", "3 Wang Fang"]
    >>> draw("3391.88", pool) == draw("3391.88", reversed(pool))
    True
    >>> sorted(draw("3391.88", pool)) == pool
    True
    >>> len({tuple(draw(str(n), pool)) for n in range(100)})
    6
    """
    return sorted(lines, key=lambda line: get_digest(number, line))
