"""Members vote at the same time, some twice, some while the chair closes."""

from ballot_scene import DONE, REFUSED, BallotScene


def test_many_vote_at_once_some_twice(registry):
    scene = BallotScene(registry, 12)
    twice = scene.users[:4]
    outcomes = scene.run(*scene.vote(scene.users + twice))
    assert outcomes.count(DONE) == 12, outcomes
    assert outcomes.count(REFUSED) == 4, outcomes
    assert scene.close() == DONE
    cast, state, counted = scene.read()
    assert sorted(cast) == sorted(scene.users)
    assert (state, counted) == ("closed", 12)


def test_some_vote_while_the_chair_closes(registry):
    """Whoever was told that the vote is cast is counted, and nobody else is."""
    scene = BallotScene(registry, 12)
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
