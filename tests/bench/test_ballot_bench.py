"""Sixty members vote over sixty HTTP sessions on three workers, open and secret."""

import time

import pytest
from ballot_http import HttpBallotScene, check_race
from own_server import serving

import odoo.tests.common
from odoo.modules.registry import Registry

MEMBERS, EARLY, TWICE = 60, 40, 10


@pytest.mark.parametrize("is_secret", [False, True], ids=["open", "secret"])
def test_sixty_members_vote_at_once(load_registry, tmp_path, is_secret):
    registry = Registry(odoo.tests.common.get_db_name())
    with serving(registry.db_name, tmp_path / "server.log", workers=3) as url:
        scene = HttpBallotScene(registry, url, MEMBERS, is_secret)
        start = time.monotonic()
        check_race(scene, EARLY, TWICE)
    spent = time.monotonic() - start
    cast, _state, _counted = scene.read()
    print(f"\n{len(cast)} of {MEMBERS} members voted in {spent:.1f} s")
