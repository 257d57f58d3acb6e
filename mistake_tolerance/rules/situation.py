"""Whether a tolerable situation applies.

A situation has test parts in groups: every group must hold, and within a group
one part is enough. An answer is True, False, or None while it is open.
"""

# What the answer to a part says of it; any other leaves it open.
SHOWN = {"yes": True, "no": False}


def evaluate(parts, answers):
    """Return whether a situation applies.

    :param parts: pairs ``(key, group)``, one a test part
    :param dict answers: ``{key: True | False | None}``; a missing key is open
    :return: True if it applies, False if it cannot apply any more, None while open

    All of several groups:

    >>> all_of = [("democratic", 1), ("no gain", 2), ("made good", 3)]
    >>> evaluate(all_of, {"democratic": True, "no gain": True, "made good": True})
    True
    >>> evaluate(all_of, {"democratic": True, "no gain": False})
    False
    >>> evaluate(all_of, {"democratic": True, "no gain": True}) is None
    True

    One of a group:

    >>> any_of = [("discussed", 1), ("reviewed", 1)]
    >>> evaluate(any_of, {"discussed": False, "reviewed": True})
    True
    >>> evaluate(any_of, {"discussed": False, "reviewed": False})
    False
    >>> evaluate(any_of, {"discussed": False}) is None
    True

    Both at once:

    >>> mixed = [("not forbidden", 1), ("unclear", 2), ("unforeseen", 2)]
    >>> evaluate(mixed, {"not forbidden": True, "unforeseen": True})
    True
    >>> evaluate(mixed, {"not forbidden": False, "unforeseen": True})
    False

    Without any part nothing is shown:

    >>> evaluate([], {}) is None
    True
    """
    groups = {}
    for key, group in parts:
        groups.setdefault(group, []).append(answers.get(key))
    if not groups:
        return None
    return _all(_any(group) for group in groups.values())


def _any(answers):
    """Join alternatives: one is enough, an open one leaves it open.

    >>> _any([False, None]), _any([None, True]), _any([False, False])
    (None, True, False)
    """
    answers = list(answers)
    if any(answers):
        return True
    return None if None in answers else False


def _all(answers):
    """Join requirements: one failed is enough to fail.

    >>> _all([True, None]), _all([None, False]), _all([True, True])
    (None, False, True)
    """
    answers = list(answers)
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True
