"""How many points a matter may cost where a decision reduced the deduction.

The cap is one for all records of the matter together. The oldest count first.
"""

from math import fsum
from typing import NamedTuple

# Decimals by which points are compared: what binary fractions add is no point.
DECIMALS = 6


class Deduction(NamedTuple):
    """The attributes that a record under a cap must have."""

    row_id: int
    effect_id: int
    on_date: object
    amount: float


def is_within(cap, amount, counted=0.0):
    """Return whether a record still counts in full.

    :param float cap: how many points may count, all records together
    :param float amount: points the record takes away
    :param float counted: points that other records take away already
    :rtype: bool

    >>> is_within(2.0, 2.0), is_within(2.0, 1.5, counted=1.0)
    (True, False)

    What is no deduction does not fit under a cap, nor does what is no number:

    >>> is_within(2.0, 0.0), is_within(2.0, float("nan"))
    (False, False)

    What only binary fractions make too much does:

    >>> 0.1 + 0.2 <= 0.3, is_within(0.3, 0.1, counted=0.2)
    (False, True)
    """
    return bool(amount) and round(amount + counted, DECIMALS) <= cap


def allot(cap, amounts):
    """Deal the points of a cap out among records.

    :param float cap: how many points may count, all records together
    :param amounts: points of each record, the oldest first
    :return: points of each that still count
    :rtype: list

    >>> allot(2.0, [1.5, 1.0, 0.5])
    [1.5, 0.5, 0.0]
    >>> allot(0.0, [1.0]), allot(5.0, [1.0, 2.0]), allot(1.0, [])
    ([0.0], [1.0, 2.0], [])

    No binary fraction is taken off the last one:

    >>> allot(0.3, [0.1, 0.2])
    [0.1, 0.2]
    """
    left = cap
    parts = []
    for amount in amounts:
        part = min(amount, max(left, 0.0))
        parts.append(part)
        left = round(left - part, DECIMALS)
    return parts


def count_earlier(rows):
    """Pair records with what older ones under the same effect take away.

    :param rows: records like :class:`Deduction`, in any order
    :return: pairs of a record and a number of points, the oldest first
    :rtype: list

    >>> rows = [Deduction(2, 7, "2026-05-02", 1.0), Deduction(1, 7, "2026-05-01", 1.5),
    ...         Deduction(3, 8, "2026-05-03", 4.0), Deduction(4, 7, "2026-05-02", 0.5)]
    >>> [(row.row_id, counted) for row, counted in count_earlier(rows)]
    [(1, 0.0), (2, 1.5), (4, 2.5), (3, 0.0)]
    """
    used = {}
    pairs = []
    for row in sorted(rows, key=lambda row: (row.on_date, row.row_id)):
        counted = used.get(row.effect_id, 0.0)
        pairs.append((row, counted))
        used[row.effect_id] = counted + row.amount
    return pairs


def count_others(rows):
    """Sum for each record what the others under the same effect take away.

    :param rows: records like :class:`Deduction`; one that comes twice counts once
    :return: ``{(effect id, row id): points of the others}``; for a row id that is not
        among them, ask for ``(effect id, None)``
    :rtype: dict

    >>> rows = [Deduction(1, 7, "2026-05-01", 1.5), Deduction(2, 7, "2026-05-02", 1.0),
    ...         Deduction(3, 8, "2026-05-03", 4.0), Deduction(3, 8, "2026-05-03", 4.0)]
    >>> found = count_others(rows)
    >>> found[7, 1], found[7, 2], found[7, None], found[8, 3]
    (1.0, 1.5, 2.5, 0.0)
    """
    amounts = {}
    for row in rows:
        amounts.setdefault(row.effect_id, {})[row.row_id] = row.amount
    others = {}
    for effect_id, by_row in amounts.items():
        total = fsum(by_row.values())
        others[effect_id, None] = total
        for row_id, amount in by_row.items():
            others[effect_id, row_id] = total - amount
    return others
