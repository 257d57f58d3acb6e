from odoo.modules import Manifest
from odoo.tests.common import TransactionCase
from odoo.tools import convert_file

ADDON = "mistake_tolerance"
ADDONS = (ADDON, f"{ADDON}_reports")
# Logins of the sample agency (data/logins.csv), one for each role.
ROLES = (
    "officer",
    "head",
    "clerk",
    "inquirer",
    "partycommittee",
    "partygroup",
    "hr",
    "supervisor",
    "auditor",
    "tadmin",
)


class DemoCase(TransactionCase):
    """A database with the sample agency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As at an installation: data files are loaded while the registry is not ready.
        ready, cls.registry.ready = cls.registry.ready, False
        try:
            for name in Manifest.for_addon(ADDON)["demo"]:
                convert_file(cls.env, ADDON, name, {}, mode="init", noupdate=True)
        finally:
            cls.registry.ready = ready

    def ref(self, name, login=None):
        """Return a record of the sample agency, as the user of that login sees it."""
        record = self.env.ref(f"{ADDON}.{name}")
        return record.with_user(self.user(login)) if login else record

    def user(self, login):
        return self.env.ref(f"{ADDON}.user_{login}")
