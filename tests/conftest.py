"""Fixtures for tests outside an addon; what they write is rolled back."""

import pytest
from scene import leave

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import mute_logger


@pytest.fixture
def cr(load_registry):
    registry = Registry(odoo.tests.common.get_db_name())
    with registry.cursor() as cursor:
        yield cursor
        cursor.rollback()
        registry.reset_changes()
        registry.clear_all_caches()


@pytest.fixture
def registry(load_registry):
    """The registry, for tests that open and commit connections of their own.

    A lost race is an error line of the cursor; in these tests it is the point.
    """
    with mute_logger("odoo.sql_db"):
        registry = Registry(odoo.tests.common.get_db_name())
        yield registry
        leave(registry)


@pytest.fixture
def env(cr):
    return api.Environment(cr, SUPERUSER_ID, {})
