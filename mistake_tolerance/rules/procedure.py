"""Which steps of a procedure apply to a case.

A step has conditions, and all of them must hold. A case is known by its facts, a
dictionary for each party:

=================  ======================================================
``subject_kind``   ``person`` or ``unit``
``level``          code of the level of the person or unit
``loss``           amount of the loss
``urgency``        ``ordinary`` or ``urgent``
``outcome``        ``granted`` or ``refused``
``degree``         code of the degree
``answers``        ``{code of the question: code of the answer}``
=================  ======================================================

A fact that is missing or None is not known yet. A step applies as soon as its
conditions hold for one party; it is open while that may still come.
"""

import re
import unicodedata
from typing import Any, NamedTuple

APPLIES, OPEN, LEFT_OUT = "applies", "open", "left_out"

# Facts that are amounts, and how they compare. All others are codes.
AMOUNTS = ("loss",)
COMPARISONS = {
    "is": lambda fact, value: fact == value,
    "is_not": lambda fact, value: fact != value,
    "above": lambda fact, value: fact > value,
    "at_least": lambda fact, value: fact >= value,
    "below": lambda fact, value: fact < value,
    "at_most": lambda fact, value: fact <= value,
}
EQUALITIES = ("is", "is_not")


class Condition(NamedTuple):
    """One condition of a step.

    ``question`` is the code of the question, where an answer counts. ``key`` is
    whatever the caller knows the condition by.
    """

    what: str
    comparison: str
    value: Any
    question: str | None = None
    key: Any = None


class Plan(NamedTuple):
    """Whether a step applies, and the conditions that decide so.

    These are: all, if it applies; those that cannot be told yet, if it is open;
    those that do not hold, if it is left out.
    """

    state: str
    grounds: tuple


def read_amount(text):
    """Read an amount as people write it.

    :param str text: digits, with commas between thousands or without; a unit may
        follow, 元 or 万元
    :rtype: float
    :raises ValueError: if it is no amount

    >>> read_amount("100,000"), read_amount("１０００．５"), read_amount(" 0 ")
    (100000.0, 1000.5, 0.0)
    >>> read_amount("500000元"), read_amount("50 万元"), read_amount("1.5萬")
    (500000.0, 500000.0, 15000.0)
    >>> read_amount("much")
    Traceback (most recent call last):
    ValueError: could not convert string to float: 'much'
    >>> read_amount("-1")
    Traceback (most recent call last):
    ValueError: no amount: '-1'
    >>> read_amount("nan")
    Traceback (most recent call last):
    ValueError: no amount: 'nan'
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    unit = re.search(r"\s*([万萬]?)元?\Z", plain)
    number, tens_of_thousands = plain[: unit.start()], unit[1]
    amount = float(number) * (10_000 if tens_of_thousands else 1)
    if not 0 <= amount < float("inf"):
        raise ValueError(f"no amount: {text!r}")
    return amount


def holds(condition, facts):
    """Return whether a condition holds: True, False, or None while it is not known.

    >>> above = Condition("loss", "above", 100_000.0)
    >>> [holds(above, {"loss": loss}) for loss in (100_001, 100_000, None)]
    [True, False, None]
    >>> [holds(Condition("loss", o, 5.0), {"loss": 5}) for o in COMPARISONS]
    [True, False, False, True, False, True]
    >>> holds(Condition("subject_kind", "is", "unit"), {"subject_kind": "person"})
    False
    >>> holds(Condition("degree", "is_not", "refused"), {})
    >>> motive = Condition("answer", "is", "gain", question="motive")
    >>> holds(motive, {"answers": {"motive": "gain"}})
    True
    >>> holds(motive, {"answers": {"procedure": "yes"}})
    """
    if condition.what == "answer":
        fact = (facts.get("answers") or {}).get(condition.question)
    else:
        fact = facts.get(condition.what)
    if fact is None or fact is False:
        return None
    return COMPARISONS[condition.comparison](fact, condition.value)


def plan(conditions, parties):
    """Return whether a step applies to a case.

    :param conditions: all :class:`Condition` of the step
    :param parties: the facts of each party
    :rtype: Plan

    A step without conditions always applies, to a case without parties too:

    >>> plan([], []).state
    'applies'

    One party is enough, but all conditions must hold for it:

    >>> unit = Condition("subject_kind", "is", "unit")
    >>> bureau = Condition("level", "is", "bureau")
    >>> parties = [
    ...     {"subject_kind": "unit", "level": "prison"},
    ...     {"subject_kind": "person", "level": "bureau"},
    ... ]
    >>> plan([unit], parties).state, plan([unit, bureau], parties).state
    ('applies', 'left_out')

    While a fact is missing, the step is open; not where another rules it out:

    >>> big = Condition("loss", "above", 100_000.0)
    >>> plan([unit, big], [{"subject_kind": "unit"}]) == Plan(OPEN, (big,))
    True
    >>> plan([unit, big], [{"subject_kind": "person"}]) == Plan(LEFT_OUT, (unit,))
    True
    """
    conditions = tuple(conditions)
    unknown, failed = [], []
    for facts in parties or [{}]:
        results = [(condition, holds(condition, facts)) for condition in conditions]
        if wrong := [condition for condition, result in results if result is False]:
            failed += wrong
        elif missing := [condition for condition, result in results if result is None]:
            unknown += missing
        else:
            return Plan(APPLIES, conditions)
    if unknown:
        return Plan(OPEN, tuple(dict.fromkeys(unknown)))
    return Plan(LEFT_OUT, tuple(dict.fromkeys(failed)))


def find_contradiction(conditions):
    """Find two conditions that cannot both hold, whatever the facts are.

    :return: the pair, or None
    :rtype: tuple | None

    >>> loss = lambda comparison, value: Condition("loss", comparison, value)
    >>> kind = lambda comparison, value: Condition("subject_kind", comparison, value)
    >>> find_contradiction([loss("above", 10), loss("below", 50), kind("is", "unit")])
    >>> find_contradiction([loss("above", 50), loss("at_most", 50)]) is not None
    True
    >>> find_contradiction([loss("at_least", 50), loss("at_most", 50)])
    >>> find_contradiction([kind("is", "unit"), kind("is", "person")]) is not None
    True
    >>> find_contradiction([kind("is", "unit"), kind("is_not", "unit")]) is not None
    True
    >>> find_contradiction([kind("is", "unit"), kind("is", "unit")])
    """
    conditions = list(conditions)
    for at, one in enumerate(conditions):
        for other in conditions[at + 1 :]:
            same = (one.what, one.question) == (other.what, other.question)
            if same and not _can_both_hold(one, other):
                return one, other
    return None


def _can_both_hold(one, other):
    """Return whether a fact exists for which both conditions of one kind hold."""
    if one.what in AMOUNTS:
        values = sorted((one.value, other.value))
        # Around and between the two values every case of a comparison occurs.
        tried = [values[0] - 1, *values, sum(values) / 2, values[1] + 1]
    else:
        # Any other code stands for all codes that neither of them names.
        tried = [one.value, other.value, object()]
    return any(
        COMPARISONS[one.comparison](fact, one.value)
        and COMPARISONS[other.comparison](fact, other.value)
        for fact in tried
    )
