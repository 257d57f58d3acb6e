"""How the ballots of a body are counted: attendance, majority, order of questions.

Each member answers one ballot for each person concerned. The questions are counted in
this order: whether the case goes back for supplementary inquiry, each exclusion, each
situation, then the outcomes that a member chose, from the most favourable one down,
until one is carried. Where the return is carried, nothing else is put to the vote.

The sources prescribe none of this beyond that a collective decides. Minimum, majority
and the two choices below are settings or product rules, and are shown as such:

* Members who choose a more favourable outcome also count for a less favourable one, as
  long as both tolerate the mistake. A refusal is carried by refusals only: who wants
  to tolerate the mistake does not agree to a refusal, so that a tie decides nothing.
* A tolerant outcome is put to the vote only where a situation is carried and no
  exclusion that rules tolerance out is.
"""

from fractions import Fraction
from typing import Any, NamedTuple

MAJORITIES = (
    "half_of_all",
    "half_of_present",
    "two_thirds_of_all",
    "two_thirds_of_present",
    "consensus",
)


class Degree(NamedTuple):
    """An outcome that can be chosen; rank 0 is the most favourable."""

    key: Any
    rank: int
    is_tolerant: bool


class Ballot(NamedTuple):
    """What one member answered; an abstention answers nothing.

    ``degree`` is the key of the most favourable outcome that the member agrees to. A
    member who returns the case for supplementary inquiry agrees to none yet.
    """

    degree: Any = None
    situations: tuple = ()
    exclusions: tuple = ()
    is_return: bool = False

    @property
    def is_abstention(self):
        return self.degree is None and not self.is_return


class Rule(NamedTuple):
    """The majority that each kind of question needs, one of :data:`MAJORITIES`.

    A return needs the majority of an outcome.
    """

    exclusion: str = "half_of_all"
    situation: str = "half_of_all"
    degree: str = "half_of_all"


class Tally(NamedTuple):
    """The result of one question."""

    question: str
    key: Any
    yes: int
    no: int
    abstain: int
    majority: str
    is_carried: bool


class Count(NamedTuple):
    """What the body decided about one person.

    ``degree`` is None if no outcome was carried; situations and exclusions may have
    been. ``is_returned`` says that the case goes back for supplementary inquiry.
    """

    degree: Any
    situations: tuple
    exclusions: tuple
    tallies: tuple
    is_returned: bool = False


def is_quorate(roll, present, share="none", number=0):
    """Return whether enough members attend.

    :param int roll: members with a vote, those on leave included
    :param int present: members with a vote who attend
    :param str share: ``none``, ``more_than_half``, ``two_thirds`` or ``all``
    :param int number: the least number of members, whatever the share; 0 is none
    :rtype: bool

    Exactly half is not enough for more than half; exactly two thirds are enough:

    >>> [is_quorate(7, n, "more_than_half") for n in (3, 4)]
    [False, True]
    >>> is_quorate(6, 3, "more_than_half"), is_quorate(6, 4, "two_thirds")
    (False, True)
    >>> [is_quorate(7, n, "two_thirds") for n in (4, 5)]
    [False, True]

    Both share and number have to be met. One member at least attends:

    >>> is_quorate(7, 6, "all"), is_quorate(7, 4, "more_than_half", 5)
    (False, False)
    >>> is_quorate(3, 0), is_quorate(3, 1)
    (False, True)
    """
    return present >= max(number, get_minimum(roll, share))


def get_minimum(roll, share):
    """Return how many of a roll have to attend.

    :rtype: int

    >>> [get_minimum(7, s) for s in ("none", "more_than_half", "two_thirds", "all")]
    [1, 4, 5, 7]
    >>> get_minimum(0, "all")
    1
    """
    minimum = {
        "none": 1,
        "more_than_half": roll // 2 + 1,
        "two_thirds": -(-2 * roll // 3),
        "all": roll,
    }[share]
    return max(minimum, 1)


def is_carried(yes, roll, present, majority):
    """Return whether a question is carried.

    Half means more than half, two thirds may be met exactly, and consensus means all
    who voted. Members who abstain count among those who voted, so an abstention has the
    same weight as a vote against.

    :param int yes: members who are for it
    :param int roll: members with a vote, those on leave included
    :param int present: members who voted, not all who attend
    :param str majority: one of :data:`MAJORITIES`
    :rtype: bool

    Seven members, five of whom voted:

    >>> [is_carried(n, 7, 5, "half_of_all") for n in (3, 4)]
    [False, True]
    >>> [is_carried(n, 7, 5, "half_of_present") for n in (2, 3)]
    [False, True]
    >>> [is_carried(n, 7, 5, "two_thirds_of_all") for n in (4, 5)]
    [False, True]
    >>> [is_carried(n, 7, 5, "two_thirds_of_present") for n in (3, 4)]
    [False, True]
    >>> [is_carried(n, 7, 5, "consensus") for n in (4, 5)]
    [False, True]

    Exactly half is not enough, and without votes nothing is carried:

    >>> is_carried(3, 6, 6, "half_of_all"), is_carried(0, 6, 0, "consensus")
    (False, False)
    """
    base = roll if majority.endswith("_all") else present
    if not yes:
        return False
    if majority == "consensus":
        return yes >= base
    if majority.startswith("half"):
        return yes > Fraction(base, 2)
    return yes >= Fraction(2 * base, 3)


def count_ballots(ballots, degrees, roll, rule=None, barring=()):
    """Count the ballots on one person, question by question.

    :param ballots: :class:`Ballot` of each member who voted
    :param degrees: :class:`Degree` of each outcome that may be chosen
    :param int roll: members with a vote, those on leave included
    :param Rule rule: the majorities; more than half of all members if not given
    :param barring: keys of the exclusions that rule tolerance out
    :rtype: Count

    Three members, two of whom exempt:

    >>> exempt, lighter, reduced, refused = degrees = (
    ...     Degree("exempt", 0, True), Degree("lighter", 1, True),
    ...     Degree("reduced", 2, True), Degree("refused", 3, False))
    >>> def decide(*ballots, roll=3, **options):
    ...     count = count_ballots(ballots, degrees, roll, **options)
    ...     return count.degree, count.situations, count.exclusions
    >>> yes = Ballot("exempt", ("trial",))
    >>> no = Ballot("refused")
    >>> decide(yes, yes, no)
    ('exempt', ('trial',), ())

    Members who would exempt also count for a lighter handling:

    >>> decide(yes, Ballot("lighter", ("trial",)), no)
    ('lighter', ('trial',), ())
    >>> decide(yes, Ballot("lighter", ("trial",)), Ballot("reduced", ("trial",)))
    ('lighter', ('trial',), ())

    A tie decides nothing, nor does an outcome without a situation that is carried:

    >>> decide(yes, yes, no, no, roll=4)
    (None, (), ())
    >>> decide(yes, Ballot("exempt", ("reform",)), no)
    (None, (), ())

    An exclusion that is carried rules tolerance out:

    >>> gain = Ballot("refused", exclusions=("gain",))
    >>> decide(gain, gain, yes, barring={"gain"})
    ('refused', (), ('gain',))

    It does not refuse by itself: here the refusal misses its two thirds.

    >>> two_thirds = Rule("half_of_all", "half_of_all", "two_thirds_of_all")
    >>> decide(yes, yes, gain, gain, gain, roll=5, rule=two_thirds, barring={"gain"})
    (None, (), ('gain',))

    An abstention is not counted among the votes against, but it makes the majority of
    those present harder to reach:

    >>> decide(yes, Ballot(), Ballot())
    (None, (), ())
    >>> decide(yes, yes, Ballot())
    ('exempt', ('trial',), ())

    Members who return the case are no votes for any outcome. If they have the majority,
    nothing else is counted:

    >>> back = Ballot(is_return=True)
    >>> decide(yes, yes, back)
    ('exempt', ('trial',), ())
    >>> decide(yes, back, Ballot())
    (None, (), ())
    >>> count = count_ballots([gain, back, back], degrees, 3, barring={"gain"})
    >>> count.degree, count.exclusions, count.is_returned
    (None, (), True)
    >>> [tuple(tally) for tally in count.tallies]
    [('return', None, 2, 1, 0, 'half_of_all', True)]

    The tallies are in the order in which the questions were put to the vote:

    >>> count = count_ballots([yes, yes, gain], degrees, 3, barring={"gain"})
    >>> for tally in count.tallies:
    ...     print(*tally)
    exclusion gain 1 2 0 half_of_all False
    situation trial 2 1 0 half_of_all True
    degree exempt 2 1 0 half_of_all True
    """
    ballots = list(ballots)
    rule = rule or Rule()
    present = len(ballots)
    abstain = sum(ballot.is_abstention for ballot in ballots)
    tallies = []

    def put_to_vote(question, key, yes):
        majority = rule.degree if question == "return" else getattr(rule, question)
        carried = is_carried(yes, roll, present, majority)
        no = present - yes - abstain
        tallies.append(Tally(question, key, yes, no, abstain, majority, carried))
        return carried

    def put_each_to_vote(question, answers):
        keys = without_repetitions(key for answer in answers for key in answer)
        return tuple(
            key
            for key in keys
            if put_to_vote(question, key, sum(key in answer for answer in answers))
        )

    returning = sum(ballot.is_return for ballot in ballots)
    if returning and put_to_vote("return", None, returning):
        return Count(None, (), (), tuple(tallies), True)
    exclusions = put_each_to_vote("exclusion", [b.exclusions for b in ballots])
    situations = put_each_to_vote("situation", [b.situations for b in ballots])
    may_tolerate = bool(situations) and not set(exclusions) & set(barring)
    chosen = [ballot.degree for ballot in ballots if ballot.degree is not None]
    by_key = {degree.key: degree for degree in degrees}
    degree = next(
        (
            asked.key
            for asked in sorted(degrees, key=lambda d: (d.rank, not d.is_tolerant))
            if asked.key in chosen
            and (may_tolerate or not asked.is_tolerant)
            and put_to_vote(
                "degree",
                asked.key,
                sum(includes(by_key[key], asked) for key in chosen),
            )
        ),
        None,
    )
    return Count(degree, situations, exclusions, tuple(tallies))


def without_repetitions(keys):
    """Return keys without repetitions, in their order.

    >>> without_repetitions(["b", "a", "b"])
    ['b', 'a']
    """
    return list(dict.fromkeys(keys))


def includes(chosen, asked):
    """Return whether a member who chose one outcome agrees to another as well.

    :param Degree chosen: the most favourable outcome that the member agrees to
    :param Degree asked: the outcome that is counted
    :rtype: bool

    >>> exempt, reduced = Degree("exempt", 0, True), Degree("reduced", 2, True)
    >>> includes(exempt, reduced), includes(reduced, exempt)
    (True, False)
    >>> includes(exempt, Degree("refused", 3, False))
    False
    """
    return chosen.is_tolerant == asked.is_tolerant and chosen.rank <= asked.rank
