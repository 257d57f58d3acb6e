"""A blocked attempt is on file whether its transaction was rolled back or committed."""

import pytest
from psycopg2.errors import CheckViolation
from scene import Scene

from odoo.exceptions import UserError
from odoo.tools import mute_logger


@pytest.fixture
def decided(registry):
    scene = Scene(registry, 1)
    assert scene.insist(scene.decide, scene.pairs[0], bool) == "done"
    return scene


def get_blocked_attempts(scene):
    cr, env = scene.begin()
    try:
        draft = env["tolerance.determination"].browse(scene.pairs[0][1])
        attempts = env["tolerance.blocked.attempt"].search(
            [("decision", "=", draft.name)]
        )
        return [(row.outcome, row.user_login) for row in attempts]
    finally:
        cr.close()


def test_after_a_rollback(decided):
    assert decided.insist(decided.mark, decided.pairs[0], bool) == "refused"
    assert get_blocked_attempts(decided) == [("covered", "__system__")]


def test_after_an_import_that_commits(decided):
    cr, env = decided.begin()
    try:
        names = ["employee_id/.id", "kind", "area_id/.id", "matter_id/.id", "reason"]
        row = [str(decided.employee), "objection", str(decided.area)]
        row += [str(decided.pairs[0][0]), "Because of the matter."]
        result = env["tolerance.mark"].load(names, [row, row])
        assert not result["ids"]
        cr.commit()
    finally:
        cr.close()
    assert get_blocked_attempts(decided) == [("covered", "__system__")]


def test_emptying_the_pending_queue_does_not_commit_the_mark(decided):
    """Swallowed twice, with nobody left to judge: the database does not commit."""
    cr, env = decided.begin()
    try:
        with pytest.raises(UserError):
            decided.mark(env, decided.pairs[0])
        cr.precommit.clear()
        with mute_logger("odoo.sql_db"), pytest.raises(CheckViolation):
            cr.commit()
    finally:
        cr.close()
    assert get_blocked_attempts(decided) == [("covered", "__system__")]
    cr, env = decided.begin()
    try:
        marks = env["tolerance.mark"]
        assert not marks.search([("matter_id", "=", decided.pairs[0][0])])
    finally:
        cr.close()


def test_swallowing_the_error_does_not_commit_the_mark(decided):
    cr, env = decided.begin()
    try:
        with pytest.raises(UserError):
            decided.mark(env, decided.pairs[0])
        with pytest.raises(UserError):
            cr.commit()
    finally:
        cr.close()
    assert decided.get_unprotected() == []
