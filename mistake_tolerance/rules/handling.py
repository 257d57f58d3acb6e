"""Whether what was done in the end is heavier than the decision allows.

The ladder is that of the Law on Administrative Sanctions for Public Officials: what
art. 12 lets take the place of a sanction, then the sanctions of art. 7. No source at
hand ranks Party discipline or organizational measures against it, nor says how far
below the usual a *lighter* or *reduced* handling lies; where nothing was decided
about that, the comparison stays open.
"""

NONE, OTHER = "none", "other"
# From light to heavy.
LADDER = (
    NONE,
    "talk",
    "criticism",
    "inspection",
    "admonition",
    "warning",
    "demerit",
    "major_demerit",
    "demotion",
    "removal",
    "dismissal",
)
# Sanctions proper begin here.
FIRST_SANCTION = LADDER.index("warning")


def compare(kind, ceiling, measure):
    """Return ``within``, ``heavier`` or ``open``.

    :param str kind: of the degree decided: ``exempt``, ``lighter`` or ``reduced``
    :param ceiling: heaviest measure the decision allows, or nothing if it says none
    :param str measure: what was done: one of the ladder, or ``other``

    >>> compare("lighter", "demerit", "warning")
    'within'
    >>> compare("reduced", "warning", "demerit")
    'heavier'

    Exempt from sanction (art. 12) allows a talk, but no sanction. The rule does not say
    whether a talk was meant.

    >>> compare("exempt", None, "warning"), compare("exempt", None, "talk")
    ('heavier', 'open')
    >>> compare("exempt", "talk", "talk")
    'within'

    Without a rank or a ceiling, a person must compare.

    >>> compare("lighter", None, "dismissal"), compare("lighter", "warning", "other")
    ('open', 'open')
    >>> compare("reduced", None, "none")
    'within'
    """
    if measure == NONE:
        return "within"
    if measure == OTHER:
        return "open"
    rank = LADDER.index(measure)
    if ceiling:
        return "heavier" if rank > LADDER.index(ceiling) else "within"
    if kind == "exempt" and rank >= FIRST_SANCTION:
        return "heavier"
    return "open"
