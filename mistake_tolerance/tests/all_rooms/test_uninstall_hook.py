from odoo.tests import TransactionCase, tagged

from ... import uninstall_hook


@tagged("post_install", "-at_install")
class TestUninstallHook(TransactionCase):
    def _count(self):
        self.env.cr.execute(
            r"SELECT count(*) FROM pg_proc WHERE proname LIKE 'tolerance\_%'"
        )
        return self.env.cr.fetchone()[0]

    def test_uninstallation_removes_database_functions(self):
        self.assertTrue(self._count())
        uninstall_hook(self.env)
        self.assertFalse(self._count())
        self.env.cr.execute("SELECT to_regclass('tolerance_swallowed')")
        self.assertEqual(self.env.cr.fetchone(), (None,))
        self.env.cr.execute(
            "SELECT count(*) FROM pg_trigger"
            " WHERE tgrelid = 'tolerance_ledger_entry'::regclass AND NOT tgisinternal"
        )
        self.assertEqual(self.env.cr.fetchone()[0], 0)
