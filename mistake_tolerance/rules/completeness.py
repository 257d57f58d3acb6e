"""Whether the steps of a procedure leave a case without an end."""

from itertools import islice, product

from . import procedure

# Stands for all values that no condition names.
OTHER = ("other",)
# So many combinations of facts are tried at most; a regulation has a few dozen.
MOST = 5000


def find_gap(steps, values):
    """Find facts for which none of several steps is taken.

    :param steps: a list of :class:`.procedure.Condition` for each of the steps
    :param dict values: ``{(fact, question): values it can have}``
    :return: the first such facts, or None if there are none among the first
        :data:`MOST` combinations
    :rtype: dict | None

    >>> unit = procedure.Condition("subject_kind", "is", "unit")
    >>> person = procedure.Condition("subject_kind", "is", "person")
    >>> kinds = {("subject_kind", None): ["person", "unit"]}
    >>> find_gap([[unit]], kinds)
    {'subject_kind': 'person'}
    >>> find_gap([[unit], [person]], kinds)
    >>> find_gap([[unit], []], kinds)

    Without any such step the first facts are a gap:

    >>> find_gap([], {})
    {}

    Around an amount all three cases are tried:

    >>> small = procedure.Condition("loss", "below", 100)
    >>> large = procedure.Condition("loss", "above", 100)
    >>> find_gap([[small], [large]], {("loss", None): around([100])})
    {'loss': 100}
    """
    names = list(values)
    for combination in islice(product(*values.values()), MOST):
        facts, answers = {}, {}
        for (what, question), value in zip(names, combination, strict=True):
            if what == "answer":
                answers[question] = value
            else:
                facts[what] = value
        if answers:
            facts["answers"] = answers
        if all(procedure.plan(c, [facts]).state != procedure.APPLIES for c in steps):
            return facts
    return None


def around(amounts):
    """Return the amounts, and one below and above each.

    >>> around([100, 101])
    [99, 100, 101, 102]
    """
    return sorted({amount + more for amount in amounts for more in (-1, 0, 1)})
