"""Members vote over HTTP on several workers; the long form lies in ``bench``."""

import pytest
from ballot_http import HttpBallotScene, check_race
from own_server import serving


@pytest.mark.parametrize("is_secret", [False, True], ids=["open", "secret"])
def test_members_vote_on_several_workers_while_the_chair_closes(
    registry, tmp_path, is_secret
):
    with serving(registry.db_name, tmp_path / "server.log", workers=2) as url:
        check_race(HttpBallotScene(registry, url, 14, is_secret), early=9, twice=3)
