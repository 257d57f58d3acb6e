"""Members vote at the same time, some twice, some while the chair closes."""

import pytest
from ballot_scene import DONE, REFUSED, BallotScene

secret = pytest.mark.parametrize("is_secret", [False, True], ids=["open", "secret"])


@secret
def test_many_vote_at_once_some_twice(registry, is_secret):
    scene = BallotScene(registry, 12, is_secret)
    twice = scene.users[:4]
    outcomes = scene.run(*scene.vote(scene.users + twice))
    assert outcomes.count(DONE) == 12, outcomes
    assert outcomes.count(REFUSED) == 4, outcomes
    assert scene.close() == DONE
    cast, state, counted = scene.read()
    assert sorted(cast) == sorted(scene.users)
    assert (state, counted) == ("closed", 12)


@secret
def test_some_vote_while_the_chair_closes(registry, is_secret):
    """Only members who were told that their vote is cast are counted."""
    scene = BallotScene(registry, 12, is_secret)
    early, late = scene.users[:7], scene.users[7:]
    assert scene.run(*scene.vote(early)) == [DONE] * 7
    *outcomes, closing = scene.run(*scene.vote(late), scene.close)
    assert closing == DONE
    cast, state, counted = scene.read()
    assert (state, counted) == ("closed", len(cast))
    told = [u for u, said in zip(late, outcomes, strict=True) if said == DONE]
    assert sorted(cast) == sorted(early + told), outcomes
    assert set(outcomes) <= {DONE, REFUSED}
    assert scene.run(*scene.vote(late)) == [REFUSED] * 5
    assert scene.read() == (cast, "closed", counted)


def test_box_joins_voter_and_choice_by_nothing_but_the_transaction(registry):
    """Until the count, only what the server keeps for itself joins them."""
    scene = BallotScene(registry, 6, is_secret=True)
    assert scene.run(*scene.vote(scene.users)) == [DONE] * 6
    assert scene.count_joined() == 6
    assert scene.close() == DONE
    assert scene.count_joined() == 0
