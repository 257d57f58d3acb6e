"""Judge one negative record by the protections of its subject.

This module uses no database: the guard looks up the protections of a record, and
this module returns the verdict.
"""

from typing import NamedTuple

from .cap import is_within

FULL_FORMS = frozenset(
    {"unaffected", "no_negative", "deduction_waived", "same_treatment"}
)


class Protection(NamedTuple):
    """An effect, a hold or an open matter that applies to a negative record.

    ``form`` says how it protects: a form of ``tolerance.effect`` such as ``unaffected``
    or ``hold``, or one of three others. ``open``: no effect yet, the matter is still
    being examined. ``possible_duplicate``: an effect on somebody who may be the same
    person. ``other``: an effect on somebody else, in a matter that does not concern the
    subject. ``is_cited`` tells whether the record names the matter.
    """

    form: str
    is_cited: bool
    effect_id: int | None = None
    cap: float = 0.0


class Verdict(NamedTuple):
    """The outcome for a record, and the effect that causes it."""

    outcome: str
    effect_id: int | None = None


PASS = Verdict("pass")


def judge(protections, amount=0.0, counted=0.0, is_declared=False):
    """Return the verdict on one negative record.

    :param protections: what applies to it, a sequence of :class:`Protection`
    :param float amount: points the record takes away, 0 if it is no deduction
    :param float counted: points that other records of the same matter already
        take away from the subject in this area
    :param bool is_declared: a declaration says that it has another ground
    :return: ``pass``, ``covered``, ``held``, ``above_cap``, ``unanswered`` or
        ``ground_needed``
    :rtype: Verdict

    A record that cites an exempt matter is covered, one on hold must wait:

    >>> judge([Protection("unaffected", True, 7)])
    Verdict(outcome='covered', effect_id=7)
    >>> judge([Protection("hold", True, 8)]).outcome
    'held'

    With a reduced deduction only so many points may count, all records
    together; a record that is no deduction does not fit under a cap:

    >>> reduced = Protection("deduction_reduced", True, 9, cap=2.0)
    >>> judge([reduced], amount=2.0).outcome
    'pass'
    >>> judge([reduced], amount=1.5, counted=1.0).outcome
    'above_cap'
    >>> judge([reduced]).outcome
    'above_cap'

    NaN fits under no cap. A sum that exceeds it only by binary rounding fits:

    >>> judge([reduced], amount=float("nan")).outcome
    'above_cap'
    >>> judge([Protection("deduction_reduced", True, 9, cap=0.3)], 0.1, 0.2).outcome
    'pass'

    A record that cites no matter needs a ground, for it could be this one:

    >>> judge([Protection("unaffected", False, 7)]).outcome
    'ground_needed'
    >>> judge([Protection("open", False)], is_declared=True).outcome
    'pass'

    So does one that cites a matter of others, in which one of them is protected:

    >>> judge([Protection("other", False, 7)]).outcome
    'ground_needed'

    Citing a matter that is still open is allowed; a sweep follows the decision:

    >>> judge([Protection("open", True)]).outcome
    'pass'

    If a possible duplicate of the person is protected for the cited matter, the record
    waits until HR says whether it is one person:

    >>> judge([Protection("possible_duplicate", True, 7)]).outcome
    'unanswered'
    """
    for protection in protections:
        if not protection.is_cited:
            continue
        if protection.form in FULL_FORMS:
            return Verdict("covered", protection.effect_id)
        if protection.form == "hold":
            return Verdict("held", protection.effect_id)
        if protection.form == "deduction_reduced" and not is_within(
            protection.cap, amount, counted
        ):
            return Verdict("above_cap", protection.effect_id)
    for protection in protections:
        if protection.form == "possible_duplicate":
            return Verdict("unanswered", protection.effect_id)
    if not is_declared:
        for protection in protections:
            if not protection.is_cited:
                return Verdict("ground_needed", protection.effect_id)
    return PASS
