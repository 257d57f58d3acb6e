"""Fixtures for tests outside an addon; what they write is rolled back."""

import pytest

import odoo.tests.common
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry


@pytest.fixture
def cr(load_registry):
    registry = Registry(odoo.tests.common.get_db_name())
    with registry.cursor() as cursor:
        yield cursor
        cursor.rollback()
        registry.reset_changes()
        registry.clear_all_caches()


@pytest.fixture
def env(cr):
    return api.Environment(cr, SUPERUSER_ID, {})
