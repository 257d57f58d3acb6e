"""What the answers of an assessment say about tolerance.

An answer belongs to a question of one of the kinds below. The key is whatever the
caller knows the question by: a record, a code, a line.

==============  ==========================================================
kind            the question, and the answer that rules tolerance out
==============  ==========================================================
condition       is a condition of tolerance met? ``no``
distinction     is the tolerable side shown? no answer
stop            is the intolerable side of a distinction found? ``yes``
factor          a question to be weighed; no answer
exclusion       is a circumstance found that excludes tolerance? ``yes``
aggravating     is a conduct found that calls for strict handling? no answer
nature          the nature of responsibility; ``intent``
responsibility  is a kind of it found that is for another procedure? ``yes``
==============  ==========================================================

"Partly" and "unclear" are left to the body. This is the only place that decides it:
ballots, determinations and the worked examples of a regulation all ask here.
"""

from typing import Any, NamedTuple

# The answer that rules tolerance out, for each kind of question that can do so.
RULED_OUT_BY = {
    "condition": "no",
    "stop": "yes",
    "exclusion": "yes",
    "nature": "intent",
    "responsibility": "yes",
}


class Answer(NamedTuple):
    """The answer to one question."""

    kind: str
    key: Any
    answer: str | None


class Stop(NamedTuple):
    """Why tolerance is ruled out.

    The ground is the kind of the question; ``situation`` if none applies.
    """

    ground: str
    key: Any


def find_stops(answers, situations=None):
    """Find what rules tolerance out.

    :param answers: :class:`Answer` to each question that was answered
    :param dict situations: ``{situation: True | False | None}`` for the situations
        that were claimed, as :func:`..situation.evaluate` tells; leave it out where
        none is in question
    :return: :class:`Stop` for each reason, in the order of the answers
    :rtype: list

    A condition that is not met, and only that:

    >>> find_stops([Answer("condition", "lawful", "no")])
    [Stop(ground='condition', key='lawful')]
    >>> find_stops([Answer("condition", "lawful", a) for a in ("yes", "partly")])
    []
    >>> find_stops([Answer("condition", "lawful", "unclear")])
    []

    A distinction asks twice. That the tolerable side is not shown stops nothing:

    >>> find_stops([Answer("distinction", "trial", "no")])
    []
    >>> find_stops([Answer("stop", "trial", "yes"), Answer("stop", "gain", "no")])
    [Stop(ground='stop', key='trial')]

    An exclusion, but no aggravating conduct; intent, but no negligence:

    >>> find_stops(
    ...     [
    ...         Answer("exclusion", "violation", "yes"),
    ...         Answer("aggravating", "concealment", "yes"),
    ...         Answer("nature", None, "intent"),
    ...     ]
    ... )
    [Stop(ground='exclusion', key='violation'), Stop(ground='nature', key=None)]
    >>> find_stops([Answer("nature", None, "gross"), Answer("factor", "motive", "no")])
    []

    A violation of discipline, told apart from the handling of a case:

    >>> find_stops([Answer("responsibility", "violation", "yes")])
    [Stop(ground='responsibility', key='violation')]

    Situations that were claimed, none of which can apply any more:

    >>> find_stops([], {"piloting": False, "disaster": False})
    [Stop(ground='situation', key=None)]
    >>> find_stops([], {"piloting": False, "disaster": None})
    []
    >>> find_stops([], {})
    []
    """
    stops = [
        Stop(kind, key)
        for kind, key, answer in answers
        if answer and answer == RULED_OUT_BY.get(kind)
    ]
    if situations and all(applies is False for applies in situations.values()):
        stops.append(Stop("situation", None))
    return stops


def find_aggravating(answers):
    """Find the conducts that call for strict handling.

    :param answers: see :func:`find_stops`
    :return: their keys
    :rtype: list

    >>> find_aggravating(
    ...     [
    ...         Answer("aggravating", "concealment", "yes"),
    ...         Answer("aggravating", "resistance", "unclear"),
    ...         Answer("exclusion", "violation", "yes"),
    ...     ]
    ... )
    ['concealment']
    """
    return [a.key for a in answers if a.kind == "aggravating" and a.answer == "yes"]
