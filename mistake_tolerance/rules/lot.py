"""A lot among the qualified that everybody can draw again.

No source asks for a lot: it is an option of this product. One public number is named
before anybody can know it. Once it is published the candidates are ordered by the
SHA-256 of the number and their line in the pool; the first of them are drawn.
"""

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


def get_digest(number, line):
    """Return what a line is ordered by.

    Spaces around the number do not count, so that a copied number gives the same.

    :param str number: the public number
    :param str line: as :func:`get_line` gives it
    :return: the SHA-256 in hexadecimal
    :rtype: str

    >>> get_digest(" 3391.88 ", "3 Wang Fang") == get_digest("3391.88", "3 Wang Fang")
    True
    >>> get_digest("3391.88", "1 Li Na")[:8]
    '7284a45d'
    """
    return sha256(f"{number.strip()}:{line}".encode()).hexdigest()


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
