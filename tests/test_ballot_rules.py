"""Properties of the counting of ballots, for ballots of any kind."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.addons.mistake_tolerance.rules import ballot as rules

DEGREES = [
    rules.Degree("exempt", 0, True),
    rules.Degree("lighter", 1, True),
    rules.Degree("reduced", 2, True),
    rules.Degree("refused", 3, False),
]
RANKS = {degree.key: degree.rank for degree in DEGREES}
STOPS = {"gain", "intent"}
# A busy machine is no fault of the rules, and nothing is kept between runs.
any_pace = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def ballots(draw):
    """A ballot as the form lets it pass: tolerance rests on a situation, no stop."""
    degree = draw(st.sampled_from([*RANKS, None, "return"]))
    if degree is None:
        return rules.Ballot()
    if degree == "return":
        return rules.Ballot(is_return=True)
    if degree == "refused":
        stops = draw(st.sets(st.sampled_from(sorted(STOPS))))
        return rules.Ballot(degree, (), tuple(stops))
    situations = draw(st.sets(st.sampled_from(["trial", "reform"]), min_size=1))
    return rules.Ballot(degree, tuple(situations))


rolls = st.lists(ballots(), max_size=12)
majorities = st.builds(rules.Rule, *[st.sampled_from(rules.MAJORITIES)] * 3)


def count(cast, absent=0, rule=None):
    return rules.count_ballots(cast, DEGREES, len(cast) + absent, rule, STOPS)


@any_pace
@given(rolls, st.integers(0, 5), majorities)
def test_each_vote_counts_once_in_each_question(cast, absent, rule):
    for tally in count(cast, absent, rule).tallies:
        assert tally.yes + tally.no + tally.abstain == len(cast)
        assert min(tally.yes, tally.no, tally.abstain) >= 0


@any_pace
@given(rolls, st.integers(0, 5), majorities, st.randoms())
def test_the_order_of_the_ballots_does_not_matter(cast, absent, rule, random):
    shuffled = random.sample(cast, len(cast))
    one, other = count(cast, absent, rule), count(shuffled, absent, rule)
    assert one.degree == other.degree
    assert set(one.situations) == set(other.situations)
    assert set(one.exclusions) == set(other.exclusions)


@any_pace
@given(rolls, st.integers(0, 5), majorities)
def test_what_is_decided_can_be_confirmed(cast, absent, rule):
    """A tolerant outcome has a situation and no exclusion that rules it out."""
    result = count(cast, absent, rule)
    if result.degree in ("exempt", "lighter", "reduced"):
        assert result.situations
        assert not STOPS & set(result.exclusions)


@any_pace
@given(rolls, st.integers(0, 5), majorities)
def test_the_order_of_questions(cast, absent, rule):
    """Return, exclusion, situation, outcome from the best down, until one carries."""
    tallies = count(cast, absent, rule).tallies
    kinds = [tally.question for tally in tallies]
    order = ["return", "exclusion", "situation", "degree"]
    assert kinds == sorted(kinds, key=order.index)
    asked = [tally for tally in tallies if tally.question == "degree"]
    ranks = [RANKS[tally.key] for tally in asked]
    assert ranks == sorted(ranks)
    assert not any(tally.is_carried for tally in asked[:-1])


@any_pace
@given(rolls, st.integers(0, 5))
def test_a_case_that_goes_back_is_not_decided(cast, absent):
    """More than half return the case; then nothing else is put to the vote."""
    result = count(cast, absent)
    returning = sum(ballot.is_return for ballot in cast)
    assert result.is_returned == (2 * returning > len(cast) + absent)
    if result.is_returned:
        assert result.degree is None
        assert [tally.question for tally in result.tallies] == ["return"]


@any_pace
@given(rolls, st.integers(0, 5))
def test_half_is_no_majority(cast, absent):
    """With more than half of all, as many refuse as do not decide nothing."""
    result = count(cast, absent)
    refused = sum(ballot.degree == "refused" for ballot in cast)
    assert (result.degree == "refused") == (2 * refused > len(cast) + absent)


@any_pace
@given(rolls, st.integers(0, 5), majorities)
def test_one_more_vote_for_it_never_undoes_an_outcome(cast, absent, rule):
    if absent and (carried := count(cast, absent, rule)).degree:
        joined = rules.Ballot(carried.degree, carried.situations, carried.exclusions)
        after = count([*cast, joined], absent - 1, rule).degree
        assert after is not None
        assert RANKS[after] <= RANKS[carried.degree]


@any_pace
@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 80))
@pytest.mark.parametrize("majority", rules.MAJORITIES)
def test_more_votes_never_lose(majority, yes, absent, others):
    present = yes + others
    if rules.is_carried(yes, present + absent, present, majority):
        assert rules.is_carried(yes + 1, present + 1 + absent, present + 1, majority)
        assert yes > 0


@any_pace
@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 12))
def test_shares_grow(roll, present, number):
    shares = ("none", "more_than_half", "two_thirds", "all")
    enough = [rules.is_quorate(roll, present, share, number) for share in shares]
    if roll != 1 or present:
        assert enough == sorted(enough, reverse=True)
    assert not rules.is_quorate(roll, 0, "none", number)
