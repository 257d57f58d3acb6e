"""How many of those appraised may have a grade with a quota."""

from fractions import Fraction


def get_allowed(percent, total):
    """Return how many of ``total`` people a share of ``percent`` allows.

    The share is rounded down. Where it comes to less than one, one is allowed: an
    agency default of this product; no source says what a very small group does.

    :param float percent: from 0 to 100
    :param int total: people appraised together
    :rtype: int

    >>> get_allowed(20, 60), get_allowed(15, 19)
    (12, 2)
    >>> get_allowed(15, 1), get_allowed(15, 6)
    (1, 1)
    >>> get_allowed(28.7, 1000), get_allowed(100, 3)
    (287, 3)
    >>> get_allowed(15, 0)
    0
    """
    share = int(Fraction(str(percent)) * total / 100)
    return max(share, min(total, 1))
