"""Numbers written by people and programs. No database here."""

from math import isfinite


def read_number(text):
    """Read a number of a JSON text that is one: not NaN, and not beyond all bounds.

    :param str text: as it stands there
    :rtype: float
    :raises ValueError: if it is no such number

    >>> read_number("2.5")
    2.5
    >>> read_number("1e400")
    Traceback (most recent call last):
    ValueError: 1e400
    """
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number
