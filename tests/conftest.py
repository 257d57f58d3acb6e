"""Fixtures for tests outside an addon; what they write is rolled back."""

import pytest

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
        leave_scenes(registry)


@pytest.fixture
def env(cr):
    return api.Environment(cr, SUPERUSER_ID, {})


def leave_scenes(registry):
    """Let nothing of a scene (scene.py) bind or count any more, below the ORM.

    Cases and decisions stay, in a bureau of their own; other tests ask whether
    anything is in force at all, and look at every mark.
    """
    with registry.cursor() as cr:
        bureaux = "SELECT id FROM res_company WHERE name LIKE 'Race %'"
        cr.execute(f"DELETE FROM tolerance_mark WHERE company_id IN ({bureaux})")
        # A round that some are graded in holds every grade as it is.
        cr.execute(f"DELETE FROM tolerance_appraisal WHERE company_id IN ({bureaux})")
        cr.execute("ALTER TABLE tolerance_effect DISABLE TRIGGER USER")
        cr.execute(
            "UPDATE tolerance_effect SET is_lifted = TRUE, lifted_on = CURRENT_DATE "
            f"WHERE company_id IN ({bureaux}) AND is_lifted IS NOT TRUE"
        )
        cr.execute("ALTER TABLE tolerance_effect ENABLE TRIGGER USER")
        # A case whose voting never ended keeps its matter under examination.
        cr.execute("ALTER TABLE tolerance_matter DISABLE TRIGGER USER")
        cr.execute(
            "UPDATE tolerance_matter SET is_open = FALSE "
            f"WHERE company_id IN ({bureaux}) AND is_open"
        )
        cr.execute("ALTER TABLE tolerance_matter ENABLE TRIGGER USER")
